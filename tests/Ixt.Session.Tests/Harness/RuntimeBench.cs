using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>A runtime session on one end of an in-memory connection, a scripted module on the other.</summary>
internal sealed class RuntimeBench : IAsyncDisposable
{
    public static readonly JsonElement EmptyConfig = JsonElement.Parse("{}");
    public static readonly ProtocolOffer Offer = new() { Versions = ["1.0", "1.1"], Encodings = ["json"], Features = ["cancel"] };

    private RuntimeBench(FrameFormat format, Func<RuntimeSessionOptions, RuntimeSessionOptions>? configure)
    {
        (InMemoryTransport runtime, InMemoryTransport module) = InMemoryTransport.CreatePair();
        Peer = new RawPeer(module, format);
        RuntimeSessionOptions options = new() { TimeProvider = Time, Log = Log, Framing = format };
        Session = RuntimeSession.Start(runtime, Services, configure is null ? options : configure(options));
    }

    public ScriptedServices Services { get; } = new();

    public WatchedTime Time { get; } = new();

    public RecordingLog Log { get; } = new();

    public RawPeer Peer { get; }

    public RuntimeSession Session { get; }

    public static RuntimeBench Start(FrameFormat format, Func<RuntimeSessionOptions, RuntimeSessionOptions>? configure = null) => new(format, configure);

    public static HandleMessage Message(string topic = "t", byte[]? payload = null) => new() { Topic = topic, Payload = payload ?? [1] };

    public static MessageContext Context { get; } = new() { TraceId = "x", SourceModule = "m", Timestamp = 1 };

    /// <summary>Takes the next request and gives its id as JSON.</summary>
    public async Task<string> TakeAsync(string type)
    {
        JsonElement request = await Peer.ReceiveAsync();
        Assert.Equal(type, request.GetProperty("type").GetString());
        return request.GetProperty("id").GetRawText();
    }

    /// <summary>Initializes the module, which answers with this.</summary>
    public async Task InitAsync(string data, ProtocolOffer? offer = null)
    {
        Task<ModuleResponse> init = Session.InitAsync(EmptyConfig, offer ?? Offer);
        await Peer.SendAsync(ModuleBench.Success(await TakeAsync("init"), data));
        await init.OrHang();
    }

    /// <summary>Shows that the session still works, and that the next frame it sends is this one's.</summary>
    public async Task AnsweredAsync()
    {
        Task<ModuleResponse> call = Session.HealthCheckAsync();
        await Peer.SendAsync(ModuleBench.Success(await TakeAsync("health_check"), """{"healthy":true}"""));
        Assert.IsType<ResponseSuccess>(await call.OrHang());
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Peer.DisposeAsync();
    }
}
