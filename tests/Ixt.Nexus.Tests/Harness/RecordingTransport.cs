using System.Text;
using Ixt.Session;

namespace Ixt.Nexus.Tests;

/// <summary>Records each write, and offers nothing to read.</summary>
internal sealed class RecordingTransport : Transport
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string Name => "recording";

    public List<string> Writes { get; } = [];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _ended.Task.WaitAsync(cancellationToken);
        return 0;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Writes.Add(Encoding.UTF8.GetString(bytes.Span));
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteWritesAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
