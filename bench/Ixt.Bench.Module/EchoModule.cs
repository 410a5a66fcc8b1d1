using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Bench.Module;

/// <summary>The module under test: decodes the payload and answers with it, as a first module of anybody's would.</summary>
internal sealed class EchoModule : IxtProcessModule
{
    protected override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(message.Topic switch
        {
            "echo" => Success(("data", message.Payload)),
            "allocated" => Success(("bytes", GC.GetTotalAllocatedBytes(precise: false))),
            _ => Error("UNKNOWN_TOPIC", "Unknown topic: " + message.Topic),
        });
}
