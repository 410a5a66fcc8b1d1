using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The module's end of the protocol on one connection: framing, lifecycle, multiplexing, limits and every protocol error.</summary>
/// <remarks>Knows nothing of the SDK: it calls an <see cref="IModuleHandler"/> where its <see cref="IModuleDispatcher"/> says.</remarks>
public sealed class ModuleSession : IAsyncDisposable
{
    /// <summary>Makes a session; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="transport">Owned by the session from now on.</param>
    /// <param name="handler">Called through <paramref name="dispatcher"/>.</param>
    /// <param name="dispatcher">The execution mode.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    public ModuleSession(Transport transport, IModuleHandler handler, IModuleDispatcher dispatcher, ModuleSessionOptions? options = null)
    {
        throw new NotImplementedException();
    }

    /// <summary>Where the module stands. A snapshot.</summary>
    public ModuleState State => throw new NotImplementedException();

    /// <summary>What init negotiated; <see langword="null"/> before init, and when the runtime offered nothing (generation 1).</summary>
    public ProtocolChoice? NegotiatedProtocol => throw new NotImplementedException();

    /// <summary>Completes, never faulted, when the connection is closed.</summary>
    public Task<SessionClose> Completion => throw new NotImplementedException();

    /// <summary>Runs the session until the runtime or <see cref="RequestShutdown"/> ends it. Call once.</summary>
    /// <param name="cancellationToken">Same as <see cref="RequestShutdown"/>; the session still ends in order.</param>
    /// <returns>How it ended. Protocol and transport faults are results, not exceptions.</returns>
    public Task<ModuleSessionResult> RunAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Begins the orderly end that SIGTERM asks for: outstanding handles get <see cref="ModuleSessionOptions.Grace"/>, then the hook runs,
    /// then the connection closes. Returns at once. Idempotent; without effect when a shutdown is under way.
    /// </summary>
    public void RequestShutdown() => throw new NotImplementedException();

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
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

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
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes the connection at once, without draining, if <see cref="RunAsync"/> has not ended yet.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
