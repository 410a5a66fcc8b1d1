using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The module's behaviour, called by <see cref="ModuleSession"/> through its <see cref="IModuleDispatcher"/>, possibly on the thread that read the request: if that is kept for 3 ms, another one reads on.</summary>
/// <remarks>What a member throws goes onto the wire as its message only; the log gets the rest.</remarks>
public interface IModuleHandler
{
    /// <summary>Handles <c>init</c>. Called again after a failure if the runtime retries; never after a success.</summary>
    /// <param name="request">Its <see cref="InitRequest.Protocol"/> has been negotiated already: <see cref="ModuleSession.NegotiatedProtocol"/>.</param>
    /// <param name="cancellationToken">Fires when shutdown has used up its grace.</param>
    /// <remarks>An exception is answered <c>INIT_FAILED</c>; the module stays connected.</remarks>
    ValueTask InitAsync(InitRequest request, CancellationToken cancellationToken);

    /// <summary>Whether the token of a message's handler can be of any use to it. Asked before each call of <see cref="HandleAsync"/>, on its thread; must not throw.</summary>
    /// <param name="request">The message.</param>
    /// <returns><see langword="false"/>: the call gets <see cref="CancellationToken.None"/>, which spares an object per message. Default: <see langword="true"/>.</returns>
    bool ObservesCancellation(HandleRequest request) => true;

    /// <summary>Handles one message. Many may be outstanding; how they run beside each other is the dispatcher's choice.</summary>
    /// <param name="request">Owns its memory: may be kept.</param>
    /// <param name="cancellationToken">
    /// Fires on <c>cancel</c>, when shutdown's grace is used up, and when the runtime is gone. May have fired before the call
    /// (a <c>cancel</c> that overtook it). Callbacks registered on it run on the thread pool.
    /// </param>
    /// <returns>The answer. <c>default</c> is success with <c>{}</c>.</returns>
    /// <remarks>
    /// An exception is answered <c>HANDLER_ERROR</c>; an <see cref="OperationCanceledException"/> after the token fired, <c>CANCELLED</c>.
    /// </remarks>
    ValueTask<HandlerResult> HandleAsync(HandleRequest request, CancellationToken cancellationToken);

    /// <summary>Handles <c>health_check</c>, in state ready only.</summary>
    /// <param name="cancellationToken">Fires when shutdown has used up its grace, and when the runtime is gone.</param>
    /// <returns>An object with a boolean member <c>healthy</c>. <c>default</c> is exactly <c>{"healthy":true}</c>.</returns>
    ValueTask<HandlerResult> HealthCheckAsync(CancellationToken cancellationToken);

    /// <summary>Runs once, after the last handle was answered, if init had succeeded.</summary>
    /// <param name="cancellationToken">Fires after <see cref="ModuleSessionOptions.ShutdownHookTimeout"/>.</param>
    /// <remarks>An exception makes the shutdown response a <c>HANDLER_ERROR</c> and sets <see cref="ModuleSessionResult.HookFailure"/>.</remarks>
    ValueTask ShutdownAsync(CancellationToken cancellationToken);
}
