namespace Ixt.Nexus.Interop.Tests;

[NexusObject]
public interface IShelf
{
    Task<string[]> PartsAsync();
}
