namespace Ixt.Nexus.Typed.Tests;

/// <summary>A service that says itself which daemon provides it.</summary>
[NexusService("test:aimed", DefaultTarget = "aimed-app/second")]
public interface IAimed
{
    Task<string> WhereAsync();
}
