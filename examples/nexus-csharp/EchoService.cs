namespace NexusExample;

/// <summary>What the daemon provides.</summary>
internal sealed class EchoService : IEcho
{
    public Task<string> EchoAsync(string input, CancellationToken ct = default) => Task.FromResult($"echo:{input}");
}
