using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

/// <summary>What limits on allocation are promised for: a handler that returns one binary field.</summary>
internal sealed class EchoModule : IxtProcessModule
{
    protected internal override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Success(("data", message.Payload)));
}
