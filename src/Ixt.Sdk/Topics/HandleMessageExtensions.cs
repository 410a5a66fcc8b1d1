using System.Text;
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
