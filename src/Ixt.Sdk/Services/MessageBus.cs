using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Sends messages to other modules (IXT-SVC-004, IXT-SVC-005).</summary>
/// <remarks>
/// Reached as <see cref="IxtProcessModule.Bus"/>, from <c>OnInitAsync</c> to <c>OnShutdownAsync</c>, and handed to other classes of a module. Safe from any thread.
/// Neither a failure of the other module nor one of the bus (<c>MODULE_UNAVAILABLE</c>, <c>TIMEOUT</c>, <c>CONNECTION_LOST</c>, …) throws: both are in the response.
/// </remarks>
public sealed class MessageBus
{
    private const int MaxTopicLength = 255;

    private readonly ServiceClient _client;

    internal MessageBus(ServiceClient client)
    {
        _client = client;
    }

    /// <summary>Sends a message to whichever module provides the topic and waits for its answer.</summary>
    /// <param name="topic">1 to 255 characters, for example <c>notifications.send</c>.</param>
    /// <param name="payload">Sent as base64 inside JSON: costs 4/3 of its length on the wire. Not kept after the call returns its task.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">How long the message may wait for its handler, rounded up to whole milliseconds; zero: now or never; <see langword="null"/> (default): no limit.</param>
    /// <param name="cancellationToken">Gives up the wait; whether the message is handled is unknown then.</param>
    /// <returns>The other module's answer, or the failure of the bus itself.</returns>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ArgumentException">Nothing was sent: the topic is empty, longer than 255 UTF-16 code units, or holds a lone surrogate.</exception>
    public async Task<SendResponse> SendAsync(
        string topic, ReadOnlyMemory<byte> payload, Priority priority = Priority.Low, TimeSpan? ttl = null, CancellationToken cancellationToken = default)
    {
        MessageBusSendParams parameters = new()
        {
            Topic = WireText.Check(topic, MaxTopicLength, "A topic"),
            Payload = payload,
            Priority = priority,
            TtlMs = Milliseconds.From(ttl, least: 0),
        };
        try
        {
            JsonElement data = await _client
                .CallAsync(MessageBusSendParams.Service, MessageBusSendParams.Method, parameters, null, cancellationToken)
                .ConfigureAwait(false);
            MessageBusSendResult result = ServiceClient.Read(
                MessageBusSendParams.Service, MessageBusSendParams.Method, data, MessageBusSendResult.Read);
            return result is SendSuccess success ? new SendResponse(success.Data) : new SendResponse(((SendFailure)result).Error);
        }
        catch (IxtServiceException e)
        {
            // A failure of the bus itself is reported like one of the other module: callers have one place to look.
            return new SendResponse(e.ToError());
        }
    }

    /// <summary>Sends a message with a text as its payload, in UTF-8.</summary>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">Any text.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>As for the overload that takes bytes.</returns>
    public Task<SendResponse> SendAsync(
        string topic, string payload, Priority priority = Priority.Low, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SendAsync(topic, Encoding.UTF8.GetBytes(payload), priority, ttl, cancellationToken);

    /// <summary>Sends a message with a value as its payload, in JSON by its source-generated contract.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Mail</c>.</param>
    /// <param name="priority">Delivery class. Default <see cref="Priority.Low"/> (1).</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>As for the overload that takes bytes.</returns>
    public Task<SendResponse> SendAsync<T>(
        string topic, T payload, JsonTypeInfo<T> contract, Priority priority = Priority.Low, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SendAsync(topic, JsonSerializer.SerializeToUtf8Bytes(payload, contract), priority, ttl, cancellationToken);
}
