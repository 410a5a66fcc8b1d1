using System.Net.Sockets;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>What both ends of the protocol share: one reader loop, one outgoing queue, one close with a reason.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly TaskCompletionSource<SessionClose> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Transport _transport;
    private readonly FrameReader _reader;
    private readonly ISessionLog? _log;
    private readonly TimeProvider _time;
    private readonly TimeSpan _spinTime;
    private readonly int _maxFrame;
    private SessionClose? _close;
    private volatile bool _closing;
    private volatile int _format = -1;
    private volatile int _writesProtobufOf = -1;
    private volatile bool _readsProtobuf;

    internal Connection(
        Transport transport, FrameFormat? format, int maxFrame, int maxQueuedBytes, int maxQueuedFrames, TimeSpan spinTime, TimeProvider time, ISessionLog? log)
    {
        _transport = transport;
        _reader = new FrameReader(format, maxFrame);
        _format = format is { } known ? (int)known : -1;
        _maxFrame = maxFrame;
        _spinTime = spinTime;
        _time = time;
        _log = log;
        Queue = new OutgoingQueue(transport, maxQueuedBytes, maxQueuedFrames, OnWriteFailed, ThreadWatch.Time);
    }

    internal OutgoingQueue Queue { get; }

    internal Task<SessionClose> Completion => _completion.Task;

    /// <summary>Whether the framing is known, so that frames can be written.</summary>
    internal bool CanWrite => _format >= 0;

    internal FrameFormat Format => _format >= 0 ? (FrameFormat)_format : FrameFormat.LengthLittleEndian;

    /// <summary>Why the connection ended or is ending; <see langword="null"/> while it is up. The first cause counts.</summary>
    internal SessionClose? CloseReason => Volatile.Read(ref _close);

    internal FrameSerializer RentSerializer() => FrameSerializer.Rent(Format, _maxFrame);

    internal void Finish(FrameSerializer serializer) =>
        serializer.Finish(Format, _maxFrame, _writesProtobufOf >= 0 ? (FrameSide)_writesProtobufOf : null);

    /// <summary>Whether messages go out as protobuf.</summary>
    internal bool WritesProtobuf => _writesProtobufOf >= 0;

    /// <summary>From the next frame that is finished on, whatever was written as JSON goes out as protobuf.</summary>
    internal void WriteProtobuf(FrameSide side) => _writesProtobufOf = (int)side;

    /// <summary>From the next frame on, what does not begin like JSON is protobuf (IXT-PBF-004).</summary>
    internal void ReadProtobuf() => _readsProtobuf = true;

    /// <summary>Whether a frame that has come is protobuf.</summary>
    internal bool IsProtobuf(ReadOnlySpan<byte> frame) => _readsProtobuf && frame[0] != (byte)'{';

    internal void Log(SessionLogLevel level, SessionEvent sessionEvent, string message, Exception? exception = null) =>
        _log?.Log(level, sessionEvent, message, exception);

    /// <summary>Reads until the stream ends, is bad or fails. Never faults.</summary>
    /// <returns>Why reading ended. Writing may still be possible.</returns>
    internal async Task<SessionClose> ReadAsync(IFrameSink sink)
    {
        using ReadLoop loop = ReadLoop.Create(_transport, _reader, Queue, sink, format => _format = (int)format, _spinTime);
        Exception? fault = await loop.RunAsync().ConfigureAwait(false);
        try
        {
            return Ended(fault, sink);
        }
        finally
        {
            _reader.Dispose();
        }
    }

    /// <summary>Waits until everything queued is written, for a limited time.</summary>
    internal async Task FlushAsync(TimeSpan timeout)
    {
        Task idle = Queue.WhenIdleAsync();
        if (idle.IsCompleted)
        {
            return;
        }

        using CancellationTokenSource stop = new();
        Task timer = Task.Delay(timeout, _time, stop.Token);
        if (await Task.WhenAny(idle, timer).ConfigureAwait(false) == timer)
        {
            Log(SessionLogLevel.Warn, SessionEvent.FlushTimedOut, $"{Queue.Bytes} bytes were not written within {timeout.TotalMilliseconds:0} ms: the peer does not read.");
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a call and waits for its answer.</summary>
    internal Task<TAnswer> CallAsync<TAnswer>(CallTable<TAnswer> calls, PendingCall<TAnswer> call, FrameSerializer frame, CancellationToken cancellationToken)
        where TAnswer : class
    {
        // A call that is alone has no company to wait for: its frame goes out on this thread.
        if (Queue.TryEnqueue(frame, now: call.IsAlone, hold: ReferenceEquals(AnswerBatch.Current, Queue)))
        {
            return cancellationToken.CanBeCanceled ? WaitAsync(calls, call, ValueTask.FromResult(true), cancellationToken) : call.Task;
        }

        return WaitAsync(calls, call, Queue.EnqueueAsync(frame, call.Ended), cancellationToken);
    }

    internal ValueTask CompleteWritesAsync() => _transport.CompleteWritesAsync();

    /// <summary>Closes both directions. <see cref="Completion"/> gets the first cause, <see cref="SessionCloseReason.LocalClose"/> if there was none.</summary>
    internal async Task CloseAsync()
    {
        SessionClose close = Ended(SessionCloseReason.LocalClose, "Closed by this side.");
        _closing = true;
        Queue.Close();
        await _transport.DisposeAsync().ConfigureAwait(false);
        if (_completion.TrySetResult(close))
        {
            Log(SessionLogLevel.Debug, SessionEvent.Closed, $"{_transport.Name}: {close.Message}", close.Exception);
        }
    }

    public ValueTask DisposeAsync() => new(CloseAsync());

    private static bool IsPeerGone(Exception e) =>
        e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted };

    private async Task<TAnswer> WaitAsync<TAnswer>(CallTable<TAnswer> calls, PendingCall<TAnswer> call, ValueTask<bool> queued, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using (cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (CallTable<TAnswer> calls, PendingCall<TAnswer> call) = ((CallTable<TAnswer>, PendingCall<TAnswer>))state!;
                calls.Cancelled(call, token);
            },
            (calls, call)))
        {
            try
            {
                if (!await queued.ConfigureAwait(false))
                {
                    call.Lose(CloseReason);
                }
            }
            catch (OperationCanceledException)
            {
                // The call ended before there was room for it; its task says how.
            }

            return await call.Task.ConfigureAwait(false);
        }
    }

    private SessionClose Ended(Exception? fault, IFrameSink sink)
    {
        switch (fault)
        {
            case null:
                return EndOfStream();
            case FrameException e:
                if (_format < 0 && _reader.Format is { } format)
                {
                    _format = (int)format;
                }

                Log(SessionLogLevel.Error, SessionEvent.BadStream, e.Message, e);
                sink.OnBadStream(e);
                return Ended(e.Fault == FrameFault.Empty ? SessionCloseReason.ProtocolError : SessionCloseReason.FrameTooLarge, e.Message, e);
            case IOException e:
                return Failed(e);
            default:
                Log(SessionLogLevel.Error, SessionEvent.TransportFailed, fault.Message, fault);
                return Ended(SessionCloseReason.TransportFailure, fault.Message, fault);
        }
    }

    private SessionClose EndOfStream()
    {
        if (_reader.PartialBytes > 0)
        {
            Log(SessionLogLevel.Warn, SessionEvent.PartialFrame, $"The stream ended inside a frame; its {_reader.PartialBytes} bytes were dropped.");
        }

        return Ended(SessionCloseReason.PeerClosed, "The peer closed the connection.");
    }

    private SessionClose Failed(IOException e)
    {
        if (IsPeerGone(e) || _closing)
        {
            return Ended(SessionCloseReason.PeerClosed, "The peer is gone.", e);
        }

        Log(SessionLogLevel.Error, SessionEvent.TransportFailed, e.Message, e);
        return Ended(SessionCloseReason.TransportFailure, e.Message, e);
    }

    // The reader learns of a gone peer by itself, with what the peer still sent; other failures have to be told.
    private void OnWriteFailed(Exception e)
    {
        if (_closing || IsPeerGone(e))
        {
            return;
        }

        Log(SessionLogLevel.Error, SessionEvent.TransportFailed, e.Message, e);
        Ended(SessionCloseReason.TransportFailure, e.Message, e);
        _ = CloseAsync();
    }

    private SessionClose Ended(SessionCloseReason reason, string message, Exception? exception = null)
    {
        SessionClose close = new(reason, message, exception);
        return Interlocked.CompareExchange(ref _close, close, null) ?? close;
    }
}
