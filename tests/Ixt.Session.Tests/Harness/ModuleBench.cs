using System.Text.Json;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>A module session on one end of an in-memory connection, a scripted runtime on the other.</summary>
internal sealed class ModuleBench : IAsyncDisposable
{
    public const string Handle1 = """{"type":"handle","id":1,"message":{"topic":"t","payload":"aGk="},"context":{"trace_id":"x","source_module":"m","timestamp":1}}""";

    private ModuleBench(FrameFormat format, Func<ModuleSessionOptions, ModuleSessionOptions>? configure, int capacity, IModuleDispatcher? dispatcher)
    {
        (InMemoryTransport runtime, InMemoryTransport module) = InMemoryTransport.CreatePair(capacity);
        Peer = new RawPeer(runtime, format);
        ModuleSessionOptions options = new() { TimeProvider = Time, Log = Log };
        Session = new ModuleSession(module, Handler, dispatcher ?? new PoolDispatcher(), configure is null ? options : configure(options));
        Result = Session.RunAsync(CancellationToken.None);
    }

    public ScriptedHandler Handler { get; } = new();

    public WatchedTime Time { get; } = new();

    public RecordingLog Log { get; } = new();

    public RawPeer Peer { get; }

    public ModuleSession Session { get; }

    public Task<ModuleSessionResult> Result { get; }

    public static ModuleBench Start(
        FrameFormat format,
        Func<ModuleSessionOptions, ModuleSessionOptions>? configure = null,
        int capacity = InMemoryTransport.DefaultCapacity,
        IModuleDispatcher? dispatcher = null) =>
        new(format, configure, capacity, dispatcher);

    /// <summary>Started, and initialized.</summary>
    public static async Task<ModuleBench> ReadyAsync(
        FrameFormat format,
        Func<ModuleSessionOptions, ModuleSessionOptions>? configure = null,
        int capacity = InMemoryTransport.DefaultCapacity,
        IModuleDispatcher? dispatcher = null)
    {
        ModuleBench bench = Start(format, configure, capacity, dispatcher);
        await bench.InitAsync();
        return bench;
    }

    public static string Handle(string id, string topic = "t", string payload = "aGk=", string more = "") =>
        $$$"""{"type":"handle","id":{{{id}}},"message":{"topic":{{{JsonSerializer.Serialize(topic)}}},"payload":"{{{payload}}}"{{{more}}}},"context":{"trace_id":"x","source_module":"m","timestamp":1}}""";

    public static string Success(string id, string data = "{}") => $$"""{"type":"response","id":{{id}},"success":true,"data":{{data}}}""";

    public Task InitAsync() => Peer.ExchangeAsync("""{"type":"init","id":"i","config":{}}""", Success("\"i\""));

    /// <summary>The session still answers.</summary>
    public Task StillAnswersAsync() => Peer.ExchangeAsync("""{"type":"health_check","id":"alive"}""", Success("\"alive\"", """{"healthy":true}"""));

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Peer.DisposeAsync();
    }
}
