using System.Buffers.Binary;
using System.Threading.Tasks.Sources;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>A runtime that allocates nothing: sends one request again and again, each time with the next id, and counts the answers.</summary>
/// <remarks>
/// So that every byte that the process allocates meanwhile is the module's, its session's or its wire's. A thread of its own completes
/// the reads: a work item per read would be an allocation, and doing it inside of a write would let the stack grow.
/// </remarks>
internal sealed class ReplayTransport : Transport, IValueTaskSource<int>
{
    private const int HeaderSize = 4;

    // Ids of one length, so that every request is as long as the next.
    private const int FirstId = 100_000_000;

    private readonly object _gate = new();
    private readonly byte[] _init = Frame(new InitRequest { Id = new RequestId(1), Config = Json.Parse("{}") });
    private readonly byte[] _header = new byte[HeaderSize];
    private readonly int _inFlight;
    private readonly byte[] _batch;
    private readonly int _requestLength;
    private readonly int _idAt;
    private readonly Thread _pump;
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _room;
    private ReadOnlyMemory<byte> _toRead;
    private bool _isReading;
    private bool _isClosed;
    private int _requests;
    private int _owed;
    private int _wanted;
    private int _answered;
    private int _headerBytes;
    private int _bodyBytes;

    /// <param name="payload">Bytes of the request's payload.</param>
    /// <param name="inFlight">Requests sent at once; the next follow when all are answered.</param>
    internal ReplayTransport(int payload, int inFlight)
    {
        byte[] request = Frame(new HandleRequest
        {
            Id = new RequestId(FirstId),
            Message = new HandleMessage { Topic = "echo", Payload = new byte[payload] },
            Context = new MessageContext { TraceId = "0af7651916cd43dd8448eb211c80319c", SourceModule = "caller:1.0.0", Timestamp = 1234567890 },
        });
        _inFlight = inFlight;
        _requestLength = request.Length;
        _idAt = request.AsSpan().IndexOf("100000000"u8);
        _batch = [.. Enumerable.Repeat(request, inFlight).SelectMany(static bytes => bytes)];
        _pump = new Thread(Pump) { IsBackground = true, Name = nameof(ReplayTransport) };
        _pump.Start();
    }

    public override string Name => "replay";

    /// <summary>The frame of one request, without its header.</summary>
    internal ReadOnlySpan<byte> Request => _batch.AsSpan(HeaderSize, _requestLength - HeaderSize);

    /// <summary>Initialises the module.</summary>
    internal void Init()
    {
        lock (_gate)
        {
            _toRead = _init;
            _owed = 1;
            Await(1);
        }
    }

    /// <summary>Has so many requests answered.</summary>
    /// <param name="count">A multiple of those sent at once.</param>
    internal void Run(int count)
    {
        lock (_gate)
        {
            _wanted += count;
            Await(count);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return ValueTask.FromResult(0);
            }

            _read.Reset();
            _room = buffer;
            _isReading = true;
            Monitor.PulseAll(_gate);
            return new ValueTask<int>(this, _read.Version);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count(bytes.Span);
            Monitor.PulseAll(_gate);
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteWritesAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the stream, and the thread once the module has read its end.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private static byte[] Frame(IProtocolMessage message)
    {
        byte[] text = message.ToUtf8();
        byte[] frame = new byte[HeaderSize + text.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, text.Length);
        text.CopyTo(frame, HeaderSize);
        return frame;
    }

    // The caller holds the gate.
    private void Await(int count)
    {
        int until = _answered + count;
        Monitor.PulseAll(_gate);
        while (_answered < until)
        {
            if (!Monitor.Wait(_gate, TestTimeouts.Default))
            {
                throw new TimeoutException($"{until - _answered} of {count} answers are missing.");
            }
        }
    }

    private void Pump()
    {
        while (true)
        {
            int count;
            lock (_gate)
            {
                while (!_isClosed && !(_isReading && HasMore()))
                {
                    Monitor.Wait(_gate);
                }

                if (!_isReading)
                {
                    return;
                }

                _isReading = false;
                count = _isClosed ? 0 : Math.Min(_room.Length, _toRead.Length);
                _toRead[..count].CopyTo(_room);
                _toRead = _toRead[count..];
            }

            // The module reads, handles and answers on this thread, then reads again.
            _read.SetResult(count);
            if (count == 0)
            {
                return;
            }
        }
    }

    private bool HasMore()
    {
        if (_toRead.IsEmpty && _owed == 0 && _wanted > 0)
        {
            for (int i = 0; i < _inFlight; i++)
            {
                (FirstId + (++_requests)).TryFormat(_batch.AsSpan((i * _requestLength) + _idAt), out _);
            }

            _toRead = _batch;
            _owed = _inFlight;
            _wanted -= _inFlight;
        }

        return !_toRead.IsEmpty;
    }

    // Answers are counted by their lengths, wherever the writes are cut.
    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_headerBytes < HeaderSize)
            {
                _header[_headerBytes++] = bytes[0];
                bytes = bytes[1..];
                _bodyBytes = _headerBytes == HeaderSize ? BinaryPrimitives.ReadInt32LittleEndian(_header) : 0;
                continue;
            }

            int taken = Math.Min(_bodyBytes, bytes.Length);
            bytes = bytes[taken..];
            _bodyBytes -= taken;
            if (_bodyBytes == 0)
            {
                _headerBytes = 0;
                _owed--;
                _answered++;
            }
        }
    }
}
