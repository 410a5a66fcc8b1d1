namespace Ixt.Bench.Ipc;

/// <summary>Who takes part.</summary>
internal static class Entries
{
    internal const string Raw = "raw";
    internal const string RawProtobuf = "raw-protobuf";
    internal const string Sdk = "ixt";
    internal const string Sleeping = "ixt-sleep";
    internal const string Protobuf = "ixt-protobuf";
    internal const string Native = "ixt-native";
    internal const string JsonRpcPrefix = "streamjsonrpc-";
    internal const string GrpcUnary = "grpc-unary";
    internal const string NodeJson = "node-json";
    internal const string NodeNexus = "node-nexus";

    /// <summary>All of them; ours right behind the raw echoes that they are measured by, with the default options unless the title says otherwise.</summary>
    internal static IReadOnlyList<Entry> All { get; } =
    [
        new(Raw, "raw .NET socket echo", Family.Raw, Ready(() => RawContestant.StartAsync(ModuleContestant.FrameLength))),
        new(RawProtobuf, "raw .NET socket echo, protobuf's bytes", Family.Raw, Ready(() => RawContestant.StartAsync(ModuleContestant.ProtobufFrameLength))),
        new(Sdk, "Ixt SDK", Family.Ixt, async () => Module(await ModulePrograms.DotnetAsync())),
        new(Sleeping, "Ixt SDK, not spinning", Family.Ixt, async () => Module(await ModulePrograms.DotnetAsync(), spinMicros: 0)),
        new(Protobuf, "Ixt SDK, protobuf", Family.Ixt, async () => Module(await ModulePrograms.DotnetAsync(), speaksProtobuf: true)),
        new(Native, "Ixt SDK, native", Family.Ixt, async () => Module(await ModulePrograms.NativeAsync())) { IsCompiledFirst = true },
        new("ixt-native-protobuf", "Ixt SDK, native, protobuf", Family.Ixt, async () => Module(await ModulePrograms.NativeAsync(), speaksProtobuf: true)) { IsCompiledFirst = true },
        JsonRpc(JsonRpcFormatters.SystemTextJson, "System.Text.Json"),
        JsonRpc(JsonRpcFormatters.MessagePack, "MessagePack"),
        JsonRpc(JsonRpcFormatters.Newtonsoft, "Newtonsoft.Json"),
        new(GrpcUnary, "gRPC, unary", Family.Dotnet, Ready(GrpcUnaryContestant.StartAsync)) { IsSlow = true },
        new("grpc-stream", "gRPC, bidi stream", Family.Dotnet, Ready(GrpcStreamContestant.StartAsync)) { IsSlow = true },
        new("ixt-js", "JS reference SDK on Node", Family.Reference, async () => Module(await ModulePrograms.NodeAsync())) { IsSlow = true },
        new("ixt-python", "Python reference SDK", Family.Reference, async () => Module(await ModulePrograms.PythonAsync())) { IsSlow = true },
        new(NodeJson, "Node to Node, JSON lines", Family.Node, PairContestant.JsonLinesAsync) { IsSlow = true, IsPair = true },
        new(NodeNexus, "@nexus-js/node-ipc on Node", Family.Node, PairContestant.NexusAsync) { IsSlow = true, IsPair = true },
    ];

    private static Entry JsonRpc(string formatter, string title) =>
        new(JsonRpcPrefix + formatter, "StreamJsonRpc, " + title, Family.Dotnet, Ready(() => JsonRpcContestant.StartAsync(formatter))) { IsSlow = true };

    private static Func<Task<IContestant>> Module(System.Diagnostics.ProcessStartInfo program, int? spinMicros = null, bool speaksProtobuf = false) =>
        () => ModuleContestant.StartAsync(program, spinMicros, speaksProtobuf);

    private static Func<Task<Func<Task<IContestant>>>> Ready(Func<Task<IContestant>> start) => () => Task.FromResult(start);
}
