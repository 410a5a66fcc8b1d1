using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Bench.Ipc;

/// <summary>The module under test calls none.</summary>
internal sealed class NoServices : IServiceHandler
{
    public ValueTask<HandlerResult> HandleAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(HandlerResult.Failure(ErrorCodes.UnknownService, "The benchmark offers no services."));
}
