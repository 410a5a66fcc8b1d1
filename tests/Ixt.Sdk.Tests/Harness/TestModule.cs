using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

/// <summary>A module whose hooks are lambdas, and whose protected members a test can reach.</summary>
internal sealed class TestModule : IxtProcessModule
{
    internal Func<TestModule, ModuleConfig, CancellationToken, ValueTask>? Init { get; init; }

    internal Func<TestModule, HandleMessage, MessageContext, CancellationToken, ValueTask<ModuleResult>>? Handle { get; init; }

    internal Func<TestModule, CancellationToken, ValueTask>? Shutdown { get; init; }

    internal Func<TestModule, CancellationToken, ValueTask<HealthReport>>? Health { get; init; }

    internal Func<HandleMessage, Exception, ModuleResult?>? HandlerException { get; init; }

    internal ExecutionMode Mode
    {
        get => Execution;
        set => Execution = value;
    }

    internal string Id => ModuleId;

    internal TimeProvider Clock => Time;

    internal KeyValueStore Store => Kv;

    internal StructuredLog Structured => Logging;

    internal MessageBus Messages => Bus;

    internal BackgroundTask Repeat(TimeSpan period, Func<CancellationToken, Task> work) => Every(period, work);

    internal BackgroundTask Beside(Func<CancellationToken, Task> work) => RunInBackground(work);

    internal new ModuleLoggerProvider CreateStructuredLoggerProvider(
        Microsoft.Extensions.Logging.LogLevel minimum = Microsoft.Extensions.Logging.LogLevel.Information) => base.CreateStructuredLoggerProvider(minimum);

    internal new ModuleLoggerProvider CreateStderrLoggerProvider(
        Microsoft.Extensions.Logging.LogLevel minimum = Microsoft.Extensions.Logging.LogLevel.Information) => base.CreateStderrLoggerProvider(minimum);

    internal TestModule With(string topic, TopicHandler handler)
    {
        Map(topic, handler);
        return this;
    }

    internal TestModule With(string topic, Func<HandleMessage, ModuleResult> handler)
    {
        Map(topic, handler);
        return this;
    }

    internal Task<SendResponse> SendAsync(
        string topic, ReadOnlyMemory<byte> payload, Priority priority = Priority.Low, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SendMessageAsync(topic, payload, priority, ttl, cancellationToken);

    internal void Line(string message) => Log(message);

    internal void ErrorLine(string message) => LogError(message);

    internal void ErrorLine(string message, Exception exception) => LogError(message, exception);

    protected internal override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken) =>
        Init?.Invoke(this, config, cancellationToken) ?? base.OnInitAsync(config, cancellationToken);

    protected internal override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        Handle?.Invoke(this, message, context, cancellationToken) ?? base.OnHandleAsync(message, context, cancellationToken);

    protected internal override ModuleResult? OnHandlerException(HandleMessage message, Exception exception) =>
        HandlerException is null ? base.OnHandlerException(message, exception) : HandlerException(message, exception);

    protected internal override ValueTask OnShutdownAsync(CancellationToken cancellationToken) =>
        Shutdown?.Invoke(this, cancellationToken) ?? base.OnShutdownAsync(cancellationToken);

    protected internal override ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken) =>
        Health?.Invoke(this, cancellationToken) ?? base.OnHealthCheckAsync(cancellationToken);
}
