namespace Ixt.Nexus.Typed.Tests;

[NexusService("example:echo")]
public interface IEcho
{
    Task<string> EchoAsync(string input, CancellationToken ct = default);
}
