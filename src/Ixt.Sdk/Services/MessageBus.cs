using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Sends messages to other modules (IXT-SVC-004, IXT-SVC-005).</summary>
internal sealed class MessageBus(ServiceClient client)
{
    private const int MaxTopicLength = 255;

    internal async Task<SendResponse> SendAsync(
        string topic, ReadOnlyMemory<byte> payload, Priority priority, TimeSpan? ttl, CancellationToken cancellationToken)
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
            JsonElement data = await client
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
}
