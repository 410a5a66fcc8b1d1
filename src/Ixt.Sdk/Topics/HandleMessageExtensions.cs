using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>What handlers do with a message most often.</summary>
public static class HandleMessageExtensions
{
    /// <summary>The payload as UTF-8 text; bytes that are not UTF-8 become U+FFFD.</summary>
    /// <param name="message">The message.</param>
    public static string GetPayloadText(this HandleMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Encoding.UTF8.GetString(message.Payload.Span);
    }

    /// <summary>The payload's JSON, read by its source-generated contract.</summary>
    /// <typeparam name="T">The payload's type; its <c>required</c> members must be there.</typeparam>
    /// <param name="message">The message.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Order</c>.</param>
    /// <exception cref="JsonException">
    /// The payload is no JSON, is <c>null</c>, or does not fit the type: the message says what and where. Not caught it is answered <c>HANDLER_ERROR</c>, as is every
    /// exception (IXT-HDL-006); <see cref="IxtProcessModule.OnHandlerException"/> is the place to answer with a code of your own.
    /// </exception>
    public static T GetPayload<T>(this HandleMessage message, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(contract);
        return JsonSerializer.Deserialize(message.Payload.Span, contract) ?? throw new JsonException($"The payload is null, and {typeof(T).Name} can't be.");
    }

    /// <summary>When the message was sent, by its sender's clock, to the millisecond.</summary>
    /// <param name="context">The message's context.</param>
    /// <returns>UTC. Times beyond the year 9999 become the last moment of it.</returns>
    public static DateTimeOffset GetSentAt(this MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / 1000d;
        return context.Timestamp >= latest
            ? DateTimeOffset.MaxValue
            : DateTimeOffset.FromUnixTimeMilliseconds((long)(context.Timestamp * 1000));
    }
}
