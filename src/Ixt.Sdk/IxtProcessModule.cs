using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Base class of a module: a process that an IXT runtime starts, initialises, sends messages and shuts down.</summary>
/// <remarks>
/// Derive, override the hooks, and let the program be <c>return await new MyModule().RunAsync();</c>. Topics are served by
/// <see cref="OnHandleAsync"/>, by <see cref="Map(string, TopicHandler)"/> in the constructor, or by methods with <see cref="TopicAttribute"/>.
/// By default none of the module's code ever runs in parallel with another part of it: see <see cref="Execution"/>.
/// </remarks>
public abstract partial class IxtProcessModule
{
    private readonly TopicMap _topics = new();
    private readonly ServiceClient _services = new();
    private readonly BackgroundWork _background;
    private StderrLog _stderr = new(null);
    private ExecutionMode _execution = ExecutionMode.Interleaved;
    private int _started;

    /// <summary>Makes a module; nothing happens before <see cref="RunAsync(CancellationToken)"/>.</summary>
    protected IxtProcessModule()
    {
        Bus = new MessageBus(_services);
        _background = new BackgroundWork(LogError);
        Kv = new KeyValueStore(_services);
        Logging = new StructuredLog(_services);
    }

    /// <summary>How handlers run beside each other. Default <see cref="ExecutionMode.Interleaved"/>. Set it in the constructor.</summary>
    /// <exception cref="InvalidOperationException">Set after the module was started.</exception>
    protected ExecutionMode Execution
    {
        get => _execution;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (_started != 0)
            {
                throw new InvalidOperationException("Execution is set in the module's constructor, before it runs.");
            }

            _execution = value;
        }
    }

    /// <summary>Who this module is: <c>IXT_MODULE_ID</c>, <c>name:version/instance</c>. Empty before it runs.</summary>
    protected string ModuleId { get; private set; } = "";

    /// <summary>Source of time and timers: the system's, or the one of <see cref="ModuleRunOptions.TimeProvider"/>.</summary>
    protected TimeProvider Time { get; private set; } = TimeProvider.System;

    /// <summary>Initialises the module (IXT-LIF-002). No message is handled before it has returned.</summary>
    /// <param name="config">The manifest's defaults with the operator's values over them.</param>
    /// <param name="cancellationToken">Fires when the module is shut down meanwhile and the grace has passed.</param>
    /// <remarks>An exception is answered <c>INIT_FAILED</c> with its message; the runtime may try again (IXT-LIF-004, IXT-LIF-005). Default: nothing.</remarks>
    protected internal virtual ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken) => default;

    /// <summary>Handles a message whose topic has no handler of its own.</summary>
    /// <param name="message">The message; its payload is decoded bytes.</param>
    /// <param name="context">Where it comes from.</param>
    /// <param name="cancellationToken">
    /// Fires when nobody waits any more: <c>cancel</c>, shutdown after its grace, or the runtime is gone; at once, also while a handler computes
    /// without awaiting, so that a loop may ask it. Awaiting something that it cancels continues in turn, as every await does. A callback
    /// registered on it runs on the thread pool, beside the module's code, unless it asks for its turn: <c>Register(callback,
    /// useSynchronizationContext: true)</c>; dispose of such a registration with <c>await using</c>, because <c>Dispose</c> waits for a callback that waits for its turn.
    /// </param>
    /// <returns>The answer, built by <c>Success(…)</c> or <c>Error(…)</c>.</returns>
    /// <remarks>
    /// An exception is answered <c>HANDLER_ERROR</c> with its message and the module lives on (IXT-HDL-006); an
    /// <see cref="OperationCanceledException"/> after the token fired, <c>CANCELLED</c>. Default: <c>UNKNOWN_TOPIC</c> (IXT-ERR-012).
    /// </remarks>
    protected internal virtual ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(ModuleResult.Error("UNKNOWN_TOPIC", "Unknown topic: " + message.Topic));
    }

    /// <summary>Says how an exception out of a handler is answered: the one place for a mapping from exceptions to error codes, whatever handler threw.</summary>
    /// <param name="message">The message that was being handled.</param>
    /// <param name="exception">What its handler threw.</param>
    /// <returns>The answer; <see langword="null"/> (default): <c>HANDLER_ERROR</c> with the exception's message, and the exception with its stack on stderr (IXT-HDL-006).</returns>
    /// <remarks>Not called for an <see cref="OperationCanceledException"/> after the handler's token fired: that is answered <c>CANCELLED</c>.</remarks>
    protected internal virtual ModuleResult? OnHandlerException(HandleMessage message, Exception exception) => null;

    /// <summary>Cleans up (IXT-LIF-011). Runs once, after the last message was answered, if init had succeeded.</summary>
    /// <param name="cancellationToken">Fires after <see cref="ModuleRunOptions.ShutdownHookTimeout"/>.</param>
    /// <remarks>Services still work, unless the runtime is gone. An exception makes the exit code 1 (IXT-LIF-016). Default: nothing.</remarks>
    protected internal virtual ValueTask OnShutdownAsync(CancellationToken cancellationToken) => default;

    /// <summary>Reports the module's health (IXT-LIF-017). Called while messages are being handled.</summary>
    /// <param name="cancellationToken">Fires when shutdown has used up its grace, and when the runtime is gone.</param>
    /// <returns>Default: exactly <c>{"healthy":true}</c> (IXT-LIF-018).</returns>
    /// <remarks>An exception is answered <c>HANDLER_ERROR</c> (IXT-LIF-020).</remarks>
    protected internal virtual ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken) => new(HealthReport.Default);
}
