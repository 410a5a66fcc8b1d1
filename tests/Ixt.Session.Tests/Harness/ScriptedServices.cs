using Ixt.Protocol;

namespace Ixt.Session.Tests;

internal sealed class ScriptedServices : IServiceHandler
{
    public Func<ServiceRequest, CancellationToken, ValueTask<HandlerResult>> OnRequest { get; set; } = static (_, _) => ValueTask.FromResult(HandlerResult.Empty);

    public ValueTask<HandlerResult> HandleAsync(ServiceRequest request, CancellationToken cancellationToken) => OnRequest(request, cancellationToken);
}
