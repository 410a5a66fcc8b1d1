using Ixt.Protocol;

namespace Ixt.Sdk.Testing.Tests;

/// <summary>A module as an author writes it, with hooks and handlers that a test gives it.</summary>
internal sealed class SampleModule : IxtProcessModule
{
    internal SampleModule()
    {
    }

    internal SampleModule(ExecutionMode execution)
    {
        Execution = execution;
    }

    internal Func<SampleModule, ModuleConfig, ValueTask>? Init { get; init; }

    internal Func<SampleModule, CancellationToken, ValueTask>? Shutdown { get; init; }

    internal Func<SampleModule, ValueTask<HealthReport>>? Health { get; init; }

    internal string Id => ModuleId;

    internal TimeProvider Clock => Time;

    internal KeyValueStore Store => Kv;

    internal StructuredLog Structured => Logging;

    internal SampleModule With(string topic, Func<SampleModule, HandleMessage, CancellationToken, Task<ModuleResult>> handler)
    {
        Map(topic, async (message, _, cancellationToken) => await handler(this, message, cancellationToken));
        return this;
    }

    internal SampleModule WithContext(string topic, Func<HandleMessage, MessageContext, ModuleResult> handler)
    {
        Map(topic, (message, context, _) => new(handler(message, context)));
        return this;
    }

    internal Task<SendResponse> SendAsync(string topic, string payload = "", Priority priority = Priority.Low, TimeSpan? ttl = null) =>
        SendMessageAsync(topic, payload, priority, ttl);

    internal void Line(string message) => Log(message);

    internal void ErrorLine(string message) => LogError(message);

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken) => Init?.Invoke(this, config) ?? default;

    protected override ValueTask OnShutdownAsync(CancellationToken cancellationToken) => Shutdown?.Invoke(this, cancellationToken) ?? default;

    protected override ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken) =>
        Health?.Invoke(this) ?? base.OnHealthCheckAsync(cancellationToken);
}
