using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The runtime's end of the protocol on one connection to one module.</summary>
public sealed class RuntimeSession : IAsyncDisposable
{
    /// <summary>Takes over a transport and starts reading.</summary>
    /// <param name="transport">Owned by the session from now on.</param>
    /// <param name="services">Serves what the module asks for.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    public static RuntimeSession Start(Transport transport, IServiceHandler services, RuntimeSessionOptions? options = null) => throw new NotImplementedException();

    /// <summary>Completes, never faulted, when the connection is closed.</summary>
    public Task<SessionClose> Completion => throw new NotImplementedException();

    /// <summary>What the module chose in its init response; <see langword="null"/> for a generation-1 module.</summary>
    public ProtocolChoice? NegotiatedProtocol => throw new NotImplementedException();

    /// <summary>How many answers came for ids that were not outstanding (and not given up on).</summary>
    public long UnknownAnswers => throw new NotImplementedException();

    /// <summary>How many frames the module sent that were not valid messages.</summary>
    public long BadFrames => throw new NotImplementedException();

    /// <summary>Sends <c>init</c>.</summary>
    /// <param name="config">An object.</param>
    /// <param name="offer">What to negotiate; <see langword="null"/> offers nothing.</param>
    /// <param name="timeout"><see langword="null"/> (default) means <see cref="RuntimeSessionOptions.CallTimeout"/>; <see cref="Timeout.InfiniteTimeSpan"/> none.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> InitAsync(JsonElement config, ProtocolOffer? offer = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sends <c>handle</c>.</summary>
    /// <param name="message">Its <c>ttl_ms</c> should have the time it waited here taken off already.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="timeout">As in <see cref="InitAsync"/>. When it passes, <c>cancel</c> is sent if the module negotiated it.</param>
    /// <param name="cancellationToken">Gives up the wait; <c>cancel</c> is sent if the module negotiated it, a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> HandleAsync(HandleMessage message, MessageContext context, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sends <c>health_check</c>.</summary>
    /// <param name="timeout">As in <see cref="InitAsync"/>.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> HealthCheckAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sends <c>shutdown</c>; the module closes the connection after its answer.</summary>
    /// <param name="grace">How long handlers may finish, in whole milliseconds; <see langword="null"/> (default) leaves it to the module (5 s).</param>
    /// <param name="timeout">As in <see cref="InitAsync"/>.</param>
    /// <param name="cancellationToken">Gives up the wait; a late answer is dropped.</param>
    /// <returns>The module's answer, success or error.</returns>
    /// <exception cref="SessionException">No answer: see <see cref="SessionException.Code"/>.</exception>
    public Task<ModuleResponse> ShutdownAsync(TimeSpan? grace = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Ends this side's stream, which a module takes as shutdown without an answer; reading goes on until the module closes.</summary>
    public ValueTask CompleteWritesAsync() => throw new NotImplementedException();

    /// <summary>Writes what is queued (for at most <see cref="RuntimeSessionOptions.FlushTimeout"/>), closes, and fails outstanding calls.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
