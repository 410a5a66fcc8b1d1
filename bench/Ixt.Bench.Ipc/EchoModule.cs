using System.Globalization;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Bench.Ipc;

/// <summary>The module under test: decodes the payload and answers with it, as a first module of anybody's would.</summary>
internal sealed class EchoModule : IxtProcessModule
{
    internal const string EchoTopic = "echo";
    internal const string AllocatedTopic = "allocated";

    protected override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(message.Topic switch
        {
            EchoTopic => Success(("data", EncodePayload(message.Payload.Span))),
            AllocatedTopic => Success(("bytes", GC.GetTotalAllocatedBytes(precise: false).ToString(CultureInfo.InvariantCulture))),
            _ => Error("UNKNOWN_TOPIC", "Unknown topic: " + message.Topic),
        });
}
