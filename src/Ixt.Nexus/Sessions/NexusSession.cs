using System.Collections.Concurrent;
using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Nexus;

/// <summary>One connection between two Nexus peers, from the handshake to its end.</summary>
/// <remarks>
/// One reader takes packets in the order of their arrival; what it runs of a service before that awaits something runs on it, so calls of one peer start in order.
/// Everything that the packets change is changed under <c>_input</c>, which the reader holds while it works off what one read brought.
/// </remarks>
internal sealed partial class NexusSession : IReferenceImporter, IAsyncDisposable
{
    private const string Capability = "provider-catalog-v1";
    private const int MaxQueuedFrames = 16_384;

    private readonly Transport _transport;
    private readonly FrameReader _reader = new(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);
    private readonly OutgoingQueue _output;
    private readonly DeadlineQueue _deadlines;
    private readonly bool _isActive;
    private readonly bool _isAuthenticated;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _input = new();
    private readonly Dictionary<long, PendingCall> _calls = [];
    private readonly Lock _callsGate = new();
    private readonly ConcurrentDictionary<string, ResourceEntry> _resources = new(StringComparer.Ordinal);
    private readonly List<NexusRef> _imported = [];
    private readonly PathCache _paths = new();

    // The answered call of the last frame, to be completed when the reader has nothing more to do. Under _input.
    private PendingCall? _held;
    private volatile SessionState _state;
    private NexusException? _failure;
    private NexusPeer _peer;
    private int _running;
    private long _runningLargeBytes;

    internal NexusSession(SessionHost host, Transport transport, bool isActive, bool isAuthenticated, NexusTarget? selected = null, NodeIpcSocketAddress? socket = null)
    {
        Host = host;
        _transport = transport;
        _isActive = isActive;
        _isAuthenticated = isAuthenticated;
        _state = isActive ? SessionState.AwaitingAck : SessionState.AwaitingRequest;
        _output = new OutgoingQueue(transport, host.Limits.MaxUnsentBytes, MaxQueuedFrames, e => Close(NexusException.Closed(e.Message)));
        _deadlines = new DeadlineQueue(host.Time);
        ConnectionId = host.NextConnectionId();
        _peer = new NexusPeer(ConnectionId, new NexusIdentity(NexusValue.Undefined), transport.Peer, isAuthenticated) { Selected = selected, Socket = socket };
    }

    internal SessionHost Host { get; }

    internal string ConnectionId { get; }

    /// <summary>The other end; its identity is empty before the handshake.</summary>
    internal NexusPeer Peer => Volatile.Read(ref _peer);

    internal bool IsReady => _state == SessionState.Ready;

    internal bool IsClosed => _state == SessionState.Closed;

    /// <summary>Completes when calls can be made; fails when it comes to nothing.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>Completes when the session is over. Never faults.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Why it is over.</summary>
    internal NexusException Failure => _failure ?? NexusException.Closed();

    /// <summary>Reads until the connection ends; the dialling side's request goes out first. Never faults.</summary>
    internal async Task RunAsync(ReadOnlyMemory<byte> received)
    {
        using ITimer deadline = Host.Time.CreateTimer(
            static state => ((NexusSession)state!).HandshakeTimedOut(), this, HandshakeTimeout, Timeout.InfiniteTimeSpan);
        NexusException reason;
        try
        {
            if (_isActive)
            {
                SendRequest();
            }

            // What came with the line of the shared secret belongs to the first frames.
            while (!received.IsEmpty)
            {
                Memory<byte> room = _reader.GetMemory();
                int taken = Math.Min(room.Length, received.Length);
                received[..taken].CopyTo(room);
                received = received[taken..];
                await WorkOffAsync(taken).ConfigureAwait(false);
            }

            while (true)
            {
                int count = await new ReadThenComplete(_transport.ReadAsync(_reader.GetMemory(), CancellationToken.None), this);
                if (count == 0)
                {
                    reason = NexusException.Closed("the peer closed the connection.");
                    break;
                }

                await WorkOffAsync(count).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is NexusWireException or FrameException or IOException)
        {
            reason = NexusException.Closed(e.Message);
        }
#pragma warning disable CA1031 // Whatever else happens must end the session, not vanish in a task.
        catch (Exception e)
#pragma warning restore CA1031
        {
            reason = new NexusException(NexusErrorCodes.ConnectionClosed, $"The session failed: {e.Message}", e);
        }

        TakeHeld()?.CompleteElsewhere();
        Close(reason);
        _reader.Dispose();
    }

    /// <summary>Ends the session: what waits fails, what was handed out is dropped, the peer sees the end of the stream.</summary>
    internal void Close(NexusException reason)
    {
        lock (_callsGate)
        {
            if (_state == SessionState.Closed)
            {
                return;
            }

            _failure = reason;
            _state = SessionState.Closed;
        }

        _ready.TrySetException(_isActive && reason.Code == NexusErrorCodes.ConnectionClosed
            ? new NexusException(NexusErrorCodes.HandshakeFailed, "The connection ended before the session was ready: " + reason.Message, reason.InnerException)
            : reason);
        _ = _ready.Task.Exception; // whoever waits sees it; nobody has to
        FailCalls(reason);
        _resources.Clear();
        _output.Close();
        _deadlines.Dispose();
        _ = EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Close(NexusException.Closed("this side closed it."));
        await Ended.ConfigureAwait(false);
    }

    // What is already queued has had its chance: a refusal is written before the session is closed.
    private async Task EndAsync()
    {
        await _transport.DisposeAsync().ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
        Host.OnClosed(this);
        _ended.TrySetResult();
    }

    private async ValueTask WorkOffAsync(int received)
    {
        _reader.Advance(received);
        while (!TakeFrames())
        {
            await PauseAsync(_output.ReaderMayGoOnAsync()).ConfigureAwait(false);
        }

        await PauseAsync(DecisionRoomAsync()).ConfigureAwait(false);
    }

    // False: answers pile up against a peer that does not read, so the rest of what it sent has to wait. Small calls can have large answers.
    private bool TakeFrames()
    {
        lock (_input)
        {
            bool mayGoOn = true;
            while (mayGoOn && _state != SessionState.Closed && _reader.TryRead(out ReadOnlySpan<byte> body))
            {
                OnFrame(body);
                mayGoOn = _output.ReaderMayGoOn;
            }

            _output.Flush();
            return mayGoOn;
        }
    }

    // A held answer does not wait with the reader.
    private ValueTask PauseAsync(Task room)
    {
        if (room.IsCompleted)
        {
            return ValueTask.CompletedTask;
        }

        TakeHeld()?.CompleteElsewhere();
        return new ValueTask(room);
    }

    internal PendingCall? TakeHeld()
    {
        lock (_input)
        {
            PendingCall? held = _held;
            _held = null;
            return held;
        }
    }

    private FrameSerializer Rent() => FrameSerializer.Rent(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);

    /// <summary>Sends what the reader itself answers: with the rest of its batch, past the bound.</summary>
    private void SendHeld(FrameSerializer frame) => Send(frame, now: false);

    /// <summary>Sends an answer: if no other call is being worked on, there is no company to wait for.</summary>
    private void SendAnswer(FrameSerializer frame) => Send(frame, now: Volatile.Read(ref _running) == 0);

    private void Send(FrameSerializer frame, bool now)
    {
        frame.Finish(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);
        _output.Append(frame, QueueRoom.Unbounded, now, hold: _input.IsHeldByCurrentThread);
    }
}
