using Ixt.Session;

namespace Ixt.Nexus.Tests;

/// <summary>Offers some bytes, then as many more as are asked for; takes what is written only when the test lets it.</summary>
internal sealed class StallingTransport(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> again) : Transport
{
    private readonly TaskCompletionSource _mayWrite = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _rest = first;
    private long _read;
    private long _written;

    public override string Name => "stalling";

    /// <summary>Bytes that were read off it.</summary>
    public long BytesRead => Interlocked.Read(ref _read);

    /// <summary>Bytes of writes that have begun.</summary>
    public long BytesWritten => Interlocked.Read(ref _written);

    /// <summary>The first write past the handshake waits.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Writes before this many bytes go through.</summary>
    public long FreeBytes { get; init; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (_ended.Task.IsCompleted)
        {
            return 0;
        }

        if (_rest.IsEmpty)
        {
            _rest = again;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        Interlocked.Add(ref _read, count);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Interlocked.Add(ref _written, bytes.Length) > FreeBytes)
        {
            _stalled.TrySetResult();
            await Task.WhenAny(_mayWrite.Task, _ended.Task);
        }
    }

    public override ValueTask CompleteWritesAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
