namespace Ixt.Session;

/// <summary>One end of a connection inside of this process, for tests: bounded like a socket's buffers, with half-close.</summary>
public sealed class InMemoryTransport : Transport
{
    /// <summary>Bytes each direction holds before its writer waits, unless told otherwise: 64 KiB.</summary>
    public const int DefaultCapacity = 64 * 1024;

    private readonly InMemoryPipe _incoming;
    private readonly InMemoryPipe _outgoing;

    private InMemoryTransport(string name, InMemoryPipe incoming, InMemoryPipe outgoing)
    {
        Name = name;
        _incoming = incoming;
        _outgoing = outgoing;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Makes two connected ends.</summary>
    /// <param name="capacity">Bytes each direction holds before its writer waits.</param>
    public static (InMemoryTransport Runtime, InMemoryTransport Module) CreatePair(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        InMemoryPipe toModule = new(capacity);
        InMemoryPipe toRuntime = new(capacity);
        return (new InMemoryTransport("in-memory (runtime's end)", toRuntime, toModule), new InMemoryTransport("in-memory (module's end)", toModule, toRuntime));
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _incoming.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _outgoing.WriteAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask CompleteWritesAsync()
    {
        _outgoing.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes: the peer reads what was written, then the end; what it writes fails, as does what is pending here.</summary>
    public override ValueTask DisposeAsync()
    {
        _outgoing.Complete();
        _incoming.Break();
        return ValueTask.CompletedTask;
    }
}
