namespace Ixt.Nexus.Tests;

/// <summary>A function that says when it is called and returns when the test lets it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<NexusValue> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public Task Entered => _entered.Task;

    public CancellationToken Token { get; private set; }

    public void Open(NexusValue result) => _result.TrySetResult(result);

    public async ValueTask<NexusValue> WaitAsync(ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        Token = cancellationToken;
        _entered.TrySetResult();
        return await _result.Task;
    }
}
