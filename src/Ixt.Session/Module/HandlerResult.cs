using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>A handler's answer, written straight into the outgoing frame by the session: nothing is serialized twice or kept.</summary>
public readonly struct HandlerResult
{
    private readonly object? _state;
    private readonly Action<Utf8JsonWriter, object?>? _write;
    private readonly JsonElement _element;
    private readonly ReadOnlyMemory<byte> _raw;

    private HandlerResult(object? state, Action<Utf8JsonWriter, object?>? write, JsonElement element, ReadOnlyMemory<byte> raw, BinaryMember[]? binary = null)
    {
        Binary = binary;
        _state = state;
        _write = write;
        _element = element;
        _raw = raw;
    }

    /// <summary>The text of <see cref="SuccessChecked"/>.</summary>
    internal byte[]? Checked => _write is null ? _state as byte[] : null;

    /// <summary>What stands behind the members of <see cref="Checked"/>.</summary>
    internal BinaryMember[]? Binary { get; }

    /// <summary>Success with the default data of the request: <c>{}</c>, or <c>{"healthy":true}</c> for a health check. Same as <c>default</c>.</summary>
    public static HandlerResult Empty => default;

    /// <summary>The error, or <see langword="null"/> when this is a success.</summary>
    public ErrorBody? Error => _write is null ? _state as ErrorBody : null;

    /// <summary>Success with a JSON object.</summary>
    /// <param name="data">An object; anything else is answered <c>HANDLER_ERROR</c>. Its document must live until the response is written.</param>
    public static HandlerResult Success(JsonElement data) => new(null, null, data, default);

    /// <summary>Success with whatever <paramref name="write"/> writes: exactly one JSON object.</summary>
    /// <param name="state">Handed to <paramref name="write"/>, so that a static lambda does.</param>
    /// <param name="write">Called at most once, on the thread that completed the handler. An exception is answered <c>HANDLER_ERROR</c>.</param>
    public static HandlerResult Success(object? state, Action<Utf8JsonWriter, object?> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return new(state, write, default, default);
    }

    /// <summary>Success with the JSON text of one object, checked before it is sent.</summary>
    /// <param name="utf8">UTF-8 JSON; line breaks are taken out when the framing needs it. Not an object, or nested too deep: answered <c>HANDLER_ERROR</c>.</param>
    public static HandlerResult SuccessRaw(ReadOnlyMemory<byte> utf8) => new(null, null, default, utf8.IsEmpty ? "?"u8.ToArray() : utf8);

    /// <summary>Success with JSON text that its maker vouches for: one object, UTF-8, within the depth that a frame leaves it, without line breaks.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="binary">Members behind those of the text, if any.</param>
    internal static HandlerResult SuccessChecked(byte[] utf8, BinaryMember[]? binary = null) => new(utf8, null, default, default, binary);

    /// <summary>An error answer.</summary>
    /// <param name="error">Sent as it is.</param>
    public static HandlerResult Failure(ErrorBody error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(error, null, default, default);
    }

    /// <summary>An error answer.</summary>
    /// <param name="code">A reserved code or the module's own.</param>
    /// <param name="message">For people.</param>
    /// <param name="details">Any JSON; left out when <see langword="null"/>.</param>
    public static HandlerResult Failure(string code, string message, JsonElement? details = null) =>
        Failure(new ErrorBody { Code = code, Message = message, Details = details });

    internal void WriteData(Utf8JsonWriter writer, bool isHealthCheck)
    {
        if (_write is not null)
        {
            _write(writer, _state);
        }
        else if (!_raw.IsEmpty)
        {
            RawJson.Check(_raw.Span, FrameSerializer.MaxDepth - writer.CurrentDepth);
            writer.WriteRawValue(_raw.Span, skipInputValidation: true);
        }
        else if (_element.ValueKind != JsonValueKind.Undefined)
        {
            _element.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            if (isHealthCheck)
            {
                writer.WriteBoolean("healthy"u8, true);
            }

            writer.WriteEndObject();
        }
    }
}
