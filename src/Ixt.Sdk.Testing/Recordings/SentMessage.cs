using System.Text;
using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Sdk.Testing;

/// <summary>A message that the module sent to another one (IXT-SVC-004).</summary>
public sealed record SentMessage
{
    internal SentMessage(MessageBusSendParams message)
    {
        Topic = message.Topic;
        Payload = message.Payload;
        Priority = message.Priority;
        TimeToLive = message.TtlMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    /// <summary>Its topic.</summary>
    public string Topic { get; }

    /// <summary>Its payload, decoded.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Its delivery class.</summary>
    public Priority Priority { get; }

    /// <summary>How long it may wait for its handler; <see langword="null"/>: no limit.</summary>
    public TimeSpan? TimeToLive { get; }

    /// <summary>The payload as UTF-8 text; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>The payload read as JSON.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonElement Json => JsonElement.Parse(Payload.Span);
}
