using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Bench.Ipc;

/// <summary>The module under test: decodes the payload and answers with it, as a first module of anybody's would.</summary>
internal sealed class EchoModule : IxtProcessModule
{
    internal const string EchoTopic = "echo";
    internal const string UsageTopic = "usage";

    protected override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(message.Topic switch
        {
            EchoTopic => Success(("data", message.Payload)),
            UsageTopic => Success(("allocated", GC.GetTotalAllocatedBytes(precise: false)), ("cpu_us", (long)Environment.CpuUsage.TotalTime.TotalMicroseconds)),
            _ => Error("UNKNOWN_TOPIC", "Unknown topic: " + message.Topic),
        });
}
