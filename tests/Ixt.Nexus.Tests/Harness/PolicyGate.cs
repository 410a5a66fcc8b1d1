namespace Ixt.Nexus.Tests;

/// <summary>A rule that decides when the test does.</summary>
internal sealed class PolicyGate
{
    private readonly Queue<TaskCompletionSource<bool>> _asked = new();
    private readonly SemaphoreSlim _count = new(0);

    public NexusConnectRequest? Last { get; private set; }

    public ValueTask<bool> AskAsync(NexusConnectRequest request, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked)
        {
            Last = request;
            _asked.Enqueue(decision);
        }

        _count.Release();
        return new(decision.Task);
    }

    /// <summary>Waits until the rule is asked.</summary>
    public async Task<TaskCompletionSource<bool>> AskedAsync()
    {
        Assert.True(await _count.WaitAsync(TestTimeouts.Hang));
        lock (_asked)
        {
            return _asked.Dequeue();
        }
    }
}
