using System.Collections.Concurrent;

namespace Ixt.Session.Tests;

/// <summary>Records the sizes of writes, none of which completes before the test lets it.</summary>
internal sealed class GatedTransport : Transport
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<int> _writes = new();

    public override string Name => "gated";

    public IEnumerable<int> Writes => _writes;

    public void Open() => _gate.SetResult();

    public void Fail(Exception exception) => _gate.SetException(exception);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _writes.Enqueue(bytes.Length);
        await _gate.Task;
    }

    public override ValueTask CompleteWritesAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
