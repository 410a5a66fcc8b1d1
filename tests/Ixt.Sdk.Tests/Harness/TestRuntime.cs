using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>A runtime in this process that runs one module over an in-memory connection.</summary>
internal sealed class TestRuntime : IAsyncDisposable
{
    internal const string ModuleId = "test-module:1.0.0/instance-001";

    private readonly CancellationTokenSource _stop = new();

    private TestRuntime(IxtProcessModule module, FakeServices services, ModuleRunOptions options)
    {
        (InMemoryTransport runtimeEnd, InMemoryTransport moduleEnd) = InMemoryTransport.CreatePair();
        Services = services;
        Session = RuntimeSession.Start(runtimeEnd, services, new RuntimeSessionOptions { CallTimeout = Timeout.InfiniteTimeSpan });
        Exit = module.RunAsync(
            options with
            {
                Transport = moduleEnd,
                Error = Stderr,
                HandleSignals = false,
                Environment = static name => name == "IXT_MODULE_ID" ? ModuleId : null,
            },
            _stop.Token);
    }

    internal FakeServices Services { get; }

    internal RuntimeSession Session { get; }

    internal LineSink Stderr { get; } = new();

    /// <summary>The module's exit code.</summary>
    internal Task<int> Exit { get; }

    internal static ProtocolOffer Offer { get; } = new() { Versions = ["1.1"], Encodings = ["json"], Features = ["cancel"] };

    /// <summary>Starts a module without init.</summary>
    internal static TestRuntime Connect(IxtProcessModule module, FakeServices? services = null, ModuleRunOptions? options = null) =>
        new(module, services ?? new FakeServices(), options ?? new ModuleRunOptions());

    /// <summary>Starts a module and initialises it.</summary>
    internal static async Task<TestRuntime> StartAsync(
        IxtProcessModule module, string config = "{}", FakeServices? services = null, ModuleRunOptions? options = null)
    {
        TestRuntime runtime = Connect(module, services, options);
        Assert.IsType<ResponseSuccess>(await runtime.InitAsync(config));
        return runtime;
    }

    internal Task<ModuleResponse> InitAsync(string config = "{}") => Session.InitAsync(Json.Parse(config), Offer).Soon();

    /// <summary>Sends a message; does not wait for anything but the answer.</summary>
    internal Task<ModuleResponse> SendAsync(string topic, string payload = "", CancellationToken cancellationToken = default) =>
        SendAsync(new HandleMessage { Topic = topic, Payload = Encoding.UTF8.GetBytes(payload) }, cancellationToken);

    internal Task<ModuleResponse> SendAsync(HandleMessage message, CancellationToken cancellationToken = default) =>
        Session.HandleAsync(
            message,
            new MessageContext { TraceId = "trace-1", SourceModule = "caller:1.0.0", Timestamp = 1234567890.25 },
            cancellationToken: cancellationToken).Soon();

    internal async Task<JsonElement> SucceedAsync(string topic, string payload = "") =>
        Assert.IsType<ResponseSuccess>(await SendAsync(topic, payload)).Data;

    internal async Task<ErrorBody> FailAsync(string topic, string payload = "") =>
        Assert.IsType<ResponseError>(await SendAsync(topic, payload)).Error;

    internal Task<ModuleResponse> HealthAsync() => Session.HealthCheckAsync().Soon();

    internal Task<ModuleResponse> ShutdownAsync(TimeSpan? grace = null) => Session.ShutdownAsync(grace).Soon();

    /// <summary>What SIGTERM does.</summary>
    internal void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Exit.Soon();
        _stop.Dispose();
    }
}
