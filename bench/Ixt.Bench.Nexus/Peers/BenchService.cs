using Ixt.Nexus;

namespace Ixt.Bench.Nexus;

/// <summary>What every daemon provides; <c>Node/daemon.mjs</c> is the same.</summary>
internal static class BenchService
{
    internal const string AppId = "bench";
    internal const string Token = "bench:echo";

    internal static NexusMembers Create() => new NexusMembers()
        .Function("add", static (arguments, _) => new(NexusValue.From(arguments.Span[0].AsDouble() + arguments.Span[1].AsDouble())))
        .Function("echo", static (arguments, _) => new(arguments.Span[0]))
        .Function("allocated", static (_, _) => new(NexusValue.From(GC.GetTotalAllocatedBytes(precise: false))));
}
