using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>A handler that allocates nothing: what a message still allocates is the message, the session's or the wire's.</summary>
internal sealed class CachedResultHandler(bool observesCancellation) : IModuleHandler
{
    private static readonly HandlerResult s_result = HandlerResult.SuccessRaw("""{"data":"AAAA"}"""u8.ToArray());

    public ValueTask InitAsync(InitRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public bool ObservesCancellation(HandleRequest request) => observesCancellation;

    public ValueTask<HandlerResult> HandleAsync(HandleRequest request, CancellationToken cancellationToken)
    {
        // Without xUnit, which would allocate.
        return cancellationToken.CanBeCanceled == observesCancellation ? ValueTask.FromResult(s_result) : throw new InvalidOperationException("Not the token that was asked for.");
    }

    public ValueTask<HandlerResult> HealthCheckAsync(CancellationToken cancellationToken) => default;

    public ValueTask ShutdownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
