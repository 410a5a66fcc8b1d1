using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Ixt.Sdk;

public abstract partial class IxtProcessModule
{
    /// <summary>The runtime's KV store.</summary>
    protected KeyValueStore Kv { get; }

    /// <summary>The message bus, to be handed to other classes of the module; <see cref="SendMessageAsync(string, ReadOnlyMemory{byte}, Priority, TimeSpan?, CancellationToken)"/> is short for it.</summary>
    protected MessageBus Bus { get; }

    /// <summary>The runtime's structured log. For lines on stderr: <see cref="Log"/>.</summary>
    protected StructuredLog Logging { get; }

    /// <summary>Sends a message to whichever module provides the topic and waits for its answer (IXT-SVC-004, IXT-SVC-005).</summary>
    /// <param name="topic">1 to 255 characters, for example <c>notifications.send</c>.</param>
    /// <param name="payload">Sent as base64 inside JSON: costs 4/3 of its length on the wire. Not kept after the call returns its task.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">How long the message may wait for its handler, rounded up to whole milliseconds; zero: now or never; <see langword="null"/> (default): no limit.</param>
    /// <param name="cancellationToken">Gives up the wait; whether the message is handled is unknown then.</param>
    /// <returns>The other module's answer, or the failure of the bus itself (<c>MODULE_UNAVAILABLE</c>, <c>TIMEOUT</c>, <c>CONNECTION_LOST</c>, …): this does not throw for either.</returns>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ArgumentException">Nothing was sent: the topic is empty, longer than 255 UTF-16 code units, or holds a lone surrogate.</exception>
    protected Task<SendResponse> SendMessageAsync(
        string topic,
        ReadOnlyMemory<byte> payload,
        Priority priority = Priority.Low,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default) => Bus.SendAsync(topic, payload, priority, ttl, cancellationToken);

    /// <summary>Sends a message with a text as its payload, in UTF-8.</summary>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">Any text.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>As for the overload that takes bytes.</returns>
    protected Task<SendResponse> SendMessageAsync(
        string topic,
        string payload,
        Priority priority = Priority.Low,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default) =>
        Bus.SendAsync(topic, payload, priority, ttl, cancellationToken);

    /// <summary>Sends a message with a value as its payload, in JSON by its source-generated contract.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Mail</c>.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>As for the overload that takes bytes.</returns>
    protected Task<SendResponse> SendMessageAsync<T>(
        string topic,
        T payload,
        JsonTypeInfo<T> contract,
        Priority priority = Priority.Low,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default) => Bus.SendAsync(topic, payload, contract, priority, ttl, cancellationToken);

    /// <summary>Writes a line to stderr, which the runtime captures: <c>[INFO] my-module:1.0.0/instance-001: message</c>.</summary>
    /// <param name="message">Line breaks are kept. Safe from any thread; lines are written whole.</param>
    protected void Log(string message) => _stderr.Write("INFO", message);

    /// <summary>Writes an error line to stderr: <c>[ERROR] my-module:1.0.0/instance-001: message</c>.</summary>
    /// <param name="message">Line breaks are kept.</param>
    protected void LogError(string message) => _stderr.Write("ERROR", message);

    /// <summary>Writes an error line and the exception with its stack trace to stderr.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="exception">How.</param>
    protected void LogError(string message, Exception exception) => _stderr.Write("ERROR", $"{message}: {exception}");

    /// <summary>Makes an <see cref="ILoggerProvider"/> over the runtime's structured log: each entry is a one-way <c>logging.log</c>, named values are its fields.</summary>
    /// <param name="minimum">Entries below it are dropped. Default: information.</param>
    /// <returns>Good from <c>OnInitAsync</c> on; an entry that can't be sent goes to stderr.</returns>
    protected ModuleLoggerProvider CreateStructuredLoggerProvider(LogLevel minimum = LogLevel.Information) =>
        new(category => new StructuredLogger(Logging, _stderr, Time, category, minimum));

    /// <summary>Makes an <see cref="ILoggerProvider"/> that writes lines to stderr as <see cref="Log"/> does.</summary>
    /// <param name="minimum">Entries below it are dropped. Default: information.</param>
    protected ModuleLoggerProvider CreateStderrLoggerProvider(LogLevel minimum = LogLevel.Information) =>
        new(category => new StderrLogger(_stderr, category, minimum));
}
