using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>The runtime's end of the protocol on one connection to one module.</summary>
public sealed partial class RuntimeSession : IAsyncDisposable
{
    private const string Init = "init";
    private const string Handle = "handle";

    private readonly Connection _connection;
    private readonly CallTable<ModuleResponse> _calls;
    private readonly AnswerBatches<ModuleResponse> _answers;
    private readonly IServiceHandler _services;
    private readonly RuntimeSessionOptions _options;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _running;
    private ProtocolChoice? _negotiated;
    private bool _offersProtobuf;
    private long _unknownAnswers;
    private long _badFrames;
    private int _serving;

    private RuntimeSession(Transport transport, IServiceHandler services, RuntimeSessionOptions options)
    {
        _options = options;
        _services = services;
        _connection = new Connection(
            transport, options.Framing, options.MaxFrame, options.MaxQueuedBytes, options.MaxQueuedFrames, options.SpinTime, options.TimeProvider, options.Log);
        _calls = new CallTable<ModuleResponse>(options.MaxOutstandingCalls, options.TimeProvider, static n => new RequestId(n), OnGivenUp, continuesHere: true);
        _answers = new AnswerBatches<ModuleResponse>(_connection.Queue);
        _running = RunAsync();
    }

    /// <summary>Takes over a transport and starts reading.</summary>
    /// <param name="transport">Owned by the session from now on.</param>
    /// <param name="services">Serves what the module asks for.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    public static RuntimeSession Start(Transport transport, IServiceHandler services, RuntimeSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(services);
        options ??= new RuntimeSessionOptions();
        options.Check();
        return new RuntimeSession(transport, services, options);
    }

    /// <summary>Completes, never faulted, when the connection is closed.</summary>
    public Task<SessionClose> Completion => _connection.Completion;

    /// <summary>What the module chose in its init response; <see langword="null"/> for a generation-1 module.</summary>
    public ProtocolChoice? NegotiatedProtocol => Volatile.Read(ref _negotiated);

    /// <summary>How many answers came for ids that were not outstanding (and not given up on).</summary>
    public long UnknownAnswers => Interlocked.Read(ref _unknownAnswers);

    /// <summary>How many frames the module sent that were not valid messages.</summary>
    public long BadFrames => Interlocked.Read(ref _badFrames);

    /// <summary>Sends <c>init</c>.</summary>
    /// <param name="config">An object.</param>
    /// <param name="offer">
    /// What to negotiate; <see langword="null"/> offers nothing. <see cref="Encodings.Protobuf"/> is left out where the framing is
    /// <see cref="FrameFormat.Ndjson"/> and something else is offered (IXT-PBF-002).
    /// </param>
    /// <param name="timeout"><see langword="null"/> (default) means <see cref="RuntimeSessionOptions.CallTimeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> none.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public async Task<ModuleResponse> InitAsync(JsonElement config, ProtocolOffer? offer = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        offer = Offered(offer);
        Volatile.Write(ref _offersProtobuf, offer is not null && offer.Encodings.Contains(Encodings.Protobuf));
        ModuleResponse response = await CallAsync(Init, (config, offer), static (id, s) => new InitRequest { Id = id, Config = s.config, Protocol = s.offer }, timeout, cancellationToken).ConfigureAwait(false);
        if (offer is not null && response is ResponseSuccess { Data: var data } && data.TryGetProperty("protocol"u8, out JsonElement chosen))
        {
            Volatile.Write(ref _negotiated, NegotiatedChoice.Read(chosen, offer));
        }

        return response;
    }

    /// <summary>Sends <c>handle</c>.</summary>
    /// <param name="message">Its <c>ttl_ms</c> should have the time it waited here taken off already.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="timeout">As in <see cref="InitAsync"/>. When it passes, <c>cancel</c> is sent if the module negotiated it.</param>
    /// <param name="cancellationToken">Gives up the wait; <c>cancel</c> is sent if the module negotiated it, a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> HandleAsync(HandleMessage message, MessageContext context, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        return CallAsync(
            Handle, (message, context), static (id, s) => new HandleRequest { Id = id, Message = s.message, Context = s.context }, timeout, cancellationToken);
    }

    /// <summary>Sends <c>handle</c> and leaves it to the caller whether and when <see cref="CancelAsync"/> follows.</summary>
    /// <param name="message">As in <see cref="HandleAsync"/>.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="timeout">As in <see cref="HandleAsync"/>.</param>
    /// <returns>The id of the request, and the module's answer as <see cref="HandleAsync"/> returns it.</returns>
    public (RequestId Id, Task<ModuleResponse> Answer) StartHandle(HandleMessage message, MessageContext context, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        RequestId sent = default;
        Task<ModuleResponse> answer = CallAsync(
            Handle,
            (message, context),
            (id, _) =>
            {
                sent = id;
                return new HandleRequest { Id = id, Message = message, Context = context };
            },
            timeout,
            CancellationToken.None);
        return (sent, answer);
    }

    /// <summary>Sends <c>cancel</c>. The module still owes its one answer, <c>CANCELLED</c> or another (IXT-HDL-014), and the handle waits for it.</summary>
    /// <param name="id">From <see cref="StartHandle"/>. A module ignores the id of a request it has answered.</param>
    /// <returns>Completes when the frame is queued, behind the <c>handle</c>, or the connection is closed.</returns>
    /// <exception cref="InvalidOperationException">The module did not negotiate <c>cancel</c> (IXT-NEG-006).</exception>
    public async ValueTask CancelAsync(RequestId id)
    {
        if (!MayCancel)
        {
            throw new InvalidOperationException("The module did not negotiate the feature 'cancel'.");
        }

        FrameSerializer frame = _connection.RentSerializer();
        new CancelNotice { Id = id }.Write(frame.Writer);
        _connection.Finish(frame);
        await _connection.Queue.EnqueueAsync(frame, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Sends <c>health_check</c>.</summary>
    /// <param name="timeout">As in <see cref="InitAsync"/>.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> HealthCheckAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        return CallAsync("health_check", 0, static (id, _) => new HealthCheckRequest { Id = id }, timeout, cancellationToken);
    }

    /// <summary>Sends <c>shutdown</c>; the module closes the connection after its answer.</summary>
    /// <param name="grace">How long handlers may finish, in whole milliseconds; <see langword="null"/> (default) leaves it to the module (5 s).</param>
    /// <param name="timeout">As in <see cref="InitAsync"/>.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> ShutdownAsync(TimeSpan? grace = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (grace < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(grace), grace, "The grace must not be negative.");
        }

        return CallAsync("shutdown", grace, static (id, g) => new ShutdownRequest { Id = id, GraceMs = (long?)g?.TotalMilliseconds }, timeout, cancellationToken);
    }

    /// <summary>Ends this side's stream, which a module takes as shutdown without an answer; reading goes on until the module closes.</summary>
    public async ValueTask CompleteWritesAsync()
    {
        await _connection.FlushAsync(_options.FlushTimeout).ConfigureAwait(false);
        _connection.Queue.Close();
        await _connection.CompleteWritesAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what is queued (for at most <see cref="RuntimeSessionOptions.FlushTimeout"/>), closes, and fails outstanding calls.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.FlushAsync(_options.FlushTimeout).ConfigureAwait(false);
        await _connection.CloseAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private ProtocolOffer? Offered(ProtocolOffer? offer)
    {
        if (offer is null || _options.Framing != FrameFormat.Ndjson)
        {
            return offer;
        }

        string[] others = [.. offer.Encodings.Where(e => e != Encodings.Protobuf)];
        return others.Length > 0 ? offer with { Encodings = others } : offer;
    }

    private bool MayCancel => NegotiatedProtocol?.Features.Contains("cancel") == true;

    private Task<ModuleResponse> CallAsync<TState>(string what, TState state, Func<RequestId, TState, RuntimeFrame> request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan wait = timeout ?? _options.CallTimeout;
        OptionChecks.Time(nameof(timeout), wait, allowInfinite: true);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<ModuleResponse>(cancellationToken);
        }

        PendingCall<ModuleResponse>? call = null;
        FrameSerializer frame = _connection.RentSerializer();
        try
        {
            call = _calls.Add(what, wait);
            frame.Write(request(call.Id, state), _connection.WritesProtobuf);
            _connection.Finish(frame);
        }
        catch (Exception e)
        {
            frame.Return();
            if (call is not null)
            {
                _calls.Forget(call);
            }

            return e switch
            {
                SessionException => Task.FromException<ModuleResponse>(e),
                FrameException f => Task.FromException<ModuleResponse>(SessionException.Unwritable(f.Code, $"The {what} can't be sent: {f.Message}", f)),
                InvalidOperationException or JsonException =>
                    Task.FromException<ModuleResponse>(SessionException.Unwritable(ErrorCodes.ProtocolError, $"The {what} can't be written: {e.Message}", e)),
                _ => Task.FromException<ModuleResponse>(e),
            };
        }

        return _connection.CallAsync(_calls, call, frame, cancellationToken);
    }

    // A call that is given up on: the module may stop working on it, if it knows how.
    private void OnGivenUp(PendingCall<ModuleResponse> call)
    {
        if (call.What != Handle || !MayCancel)
        {
            return;
        }

        FrameSerializer frame = _connection.RentSerializer();
        new CancelNotice { Id = call.Id }.Write(frame.Writer);
        _connection.Finish(frame);
        _connection.Queue.Append(frame, QueueRoom.Unbounded, now: false);
    }

    private async Task RunAsync()
    {
        SessionClose close = await _connection.ReadAsync(this).ConfigureAwait(false);
        _calls.Close(close);
        await _connection.CloseAsync().ConfigureAwait(false);
        _answers.Dispose();

        // Fires tokens that service code may have registered callbacks on.
        await _closed.CancelAsync().ConfigureAwait(false);
    }
}
