namespace Ixt.Nexus.Typed.Tests;

internal sealed class EchoService : IEcho
{
    public Task<string> EchoAsync(string input, CancellationToken ct = default) => Task.FromResult($"echo:{input}");
}
