using System.Globalization;
using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The module's end of the protocol on one connection: framing, lifecycle, multiplexing, limits and every protocol error.</summary>
/// <remarks>Knows nothing of the SDK: it calls an <see cref="IModuleHandler"/> where its <see cref="IModuleDispatcher"/> says.</remarks>
public sealed partial class ModuleSession : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<ShutdownCause> _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Connection _connection;
    private readonly CallTable<ServiceResponse> _calls;
    private readonly IModuleHandler _handler;
    private readonly IModuleDispatcher _dispatcher;
    private readonly ModuleSessionOptions _options;
    private readonly FlushWork _flush;
    private ModuleState _state;

    // The reader's own: handed from thread to thread with the read.
    private bool _gathers;
    private bool _hasScheduled;
    private ProtocolChoice? _negotiated;
    private int _outstandingHandles;
    private int _unanswered;
    private bool _initialized;
    private int _running;

    /// <summary>Makes a session; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="transport">Owned by the session from now on.</param>
    /// <param name="handler">Called through <paramref name="dispatcher"/>.</param>
    /// <param name="dispatcher">The execution mode.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    public ModuleSession(Transport transport, IModuleHandler handler, IModuleDispatcher dispatcher, ModuleSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(dispatcher);
        _options = options ?? new ModuleSessionOptions();
        _options.Check();
        _handler = handler;
        _dispatcher = dispatcher;
        _connection = new Connection(
            transport, null, _options.MaxFrame, _options.MaxQueuedBytes, _options.MaxQueuedFrames, _options.SpinTime, _options.TimeProvider, _options.Log);
        _flush = new FlushWork(_connection.Queue);
        _calls = new CallTable<ServiceResponse>(
            _options.MaxOutstandingCalls,
            _options.TimeProvider,
            static n => new RequestId(string.Create(CultureInfo.InvariantCulture, $"m-{n}")),
            static _ => { });
    }

    /// <summary>Where the module stands. A snapshot.</summary>
    public ModuleState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>What init negotiated; <see langword="null"/> before init, and when the runtime offered nothing (generation 1).</summary>
    public ProtocolChoice? NegotiatedProtocol => Volatile.Read(ref _negotiated);

    /// <summary>Completes, never faulted, when the connection is closed.</summary>
    public Task<SessionClose> Completion => _connection.Completion;

    /// <summary>Runs the session until the runtime or <see cref="RequestShutdown"/> ends it. Call once.</summary>
    /// <param name="cancellationToken">Same as <see cref="RequestShutdown"/>; the session still ends in order.</param>
    /// <returns>How it ended. Protocol and transport faults are results, not exceptions.</returns>
    public async Task<ModuleSessionResult> RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException("RunAsync was called already; a session runs once.");
        }

        using (cancellationToken.UnsafeRegister(static session => ((ModuleSession)session!).RequestShutdown(), this))
        {
            return await RunToEndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Begins the orderly end that SIGTERM asks for: outstanding handles get <see cref="ModuleSessionOptions.Grace"/>, then the hook runs,
    /// then the connection closes. Returns at once. Idempotent; without effect when a shutdown is under way.
    /// </summary>
    public void RequestShutdown()
    {
        lock (_gate)
        {
            if (_state >= ModuleState.Draining)
            {
                return;
            }

            EnterDraining();
        }

        _shutdown.TrySetResult(new ShutdownCause(ModuleSessionEnd.LocalShutdown, null, _options.Grace));
    }

    /// <summary>Calls a service of the runtime and waits for its answer. Safe from any thread; calls are sent in call order.</summary>
    /// <typeparam name="TState">What the parameters are written from.</typeparam>
    /// <param name="service">E.g. <c>kv</c>.</param>
    /// <param name="method">E.g. <c>get</c>.</param>
    /// <param name="state">Handed to <paramref name="writeParams"/>, so that a static lambda does.</param>
    /// <param name="writeParams">Writes exactly one JSON object. Called before this returns.</param>
    /// <param name="timeout"><see langword="null"/> (default) means <see cref="ModuleSessionOptions.CallTimeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> none.</param>
    /// <param name="cancellationToken">Gives up the wait. The request may have been sent; a late answer is dropped.</param>
    /// <returns>The runtime's answer, success or failure.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    /// <exception cref="OperationCanceledException">Carries the caller's token.</exception>
    /// <exception cref="InvalidOperationException">No frame has been received yet: the runtime speaks first.</exception>
    public Task<ServiceResponse> CallAsync<TState>(
        string service,
        string method,
        TState state,
        Action<Utf8JsonWriter, TState> writeParams,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writeParams);
        TimeSpan wait = timeout ?? _options.CallTimeout;
        OptionChecks.Time(nameof(timeout), wait, allowInfinite: true);
        cancellationToken.ThrowIfCancellationRequested();
        PendingCall<ServiceResponse>? call = null;
        FrameSerializer frame;
        try
        {
            call = _calls.Add($"{service}.{method}", wait);
            frame = SerializeServiceRequest(call.Id, service, method, state, writeParams);
        }
        catch (Exception e)
        {
            if (call is not null)
            {
                _calls.Forget(call);
            }

            if (e is SessionException)
            {
                return Task.FromException<ServiceResponse>(e);
            }

            throw;
        }

        return _connection.CallAsync(_calls, call, frame, cancellationToken);
    }

    /// <summary>Sends a one-way service request (no id, no answer).</summary>
    /// <typeparam name="TState">What the parameters are written from.</typeparam>
    /// <param name="service">E.g. <c>logging</c>.</param>
    /// <param name="method">E.g. <c>log</c>.</param>
    /// <param name="state">Handed to <paramref name="writeParams"/>.</param>
    /// <param name="writeParams">Writes exactly one JSON object. Called before this returns.</param>
    /// <param name="cancellationToken">Gives up the wait for room in the queue; nothing was sent then.</param>
    /// <returns>Completes when the frame is queued for writing.</returns>
    /// <exception cref="SessionException"><c>CONNECTION_LOST</c>, <c>FRAME_TOO_LARGE</c>, <c>PROTOCOL_ERROR</c>.</exception>
    public ValueTask PostAsync<TState>(
        string service,
        string method,
        TState state,
        Action<Utf8JsonWriter, TState> writeParams,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writeParams);
        cancellationToken.ThrowIfCancellationRequested();
        FrameSerializer frame;
        try
        {
            frame = SerializeServiceRequest(null, service, method, state, writeParams);
        }
        catch (SessionException e)
        {
            return ValueTask.FromException(e);
        }

        return SendPostAsync(frame, cancellationToken);
    }

    /// <summary>Closes the connection at once, without draining, if <see cref="RunAsync"/> has not ended yet.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
