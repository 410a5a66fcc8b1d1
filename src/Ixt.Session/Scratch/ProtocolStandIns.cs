// Stand-ins for the generated Ixt.Protocol types; this file goes away when those land.
#pragma warning disable CS1591, SA1402, CA1815, CA1034, CA2231
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;

namespace Ixt.Protocol;

public static class ErrorCodes
{
    public const string ProtocolError = "PROTOCOL_ERROR";
    public const string NotInitialized = "NOT_INITIALIZED";
    public const string AlreadyInitialized = "ALREADY_INITIALIZED";
    public const string InitFailed = "INIT_FAILED";
    public const string HandlerError = "HANDLER_ERROR";
    public const string InvalidPayload = "INVALID_PAYLOAD";
    public const string Expired = "EXPIRED";
    public const string Timeout = "TIMEOUT";
    public const string Cancelled = "CANCELLED";
    public const string ShuttingDown = "SHUTTING_DOWN";
    public const string Overloaded = "OVERLOADED";
    public const string FrameTooLarge = "FRAME_TOO_LARGE";
    public const string UnknownService = "UNKNOWN_SERVICE";
    public const string UnknownMethod = "UNKNOWN_METHOD";
    public const string ModuleUnavailable = "MODULE_UNAVAILABLE";
    public const string PermissionDenied = "PERMISSION_DENIED";
}

public sealed class ProtocolViolationException(string code, string message, string? pointer, RequestId? id, string? frameType)
    : Exception(message)
{
    public string Code { get; } = code;

    public string? Pointer { get; } = pointer;

    public RequestId? Id { get; } = id;

    public string? FrameType { get; } = frameType;
}

public readonly struct RequestId : IEquatable<RequestId>
{
    private readonly string? _text;
    private readonly long _number;

    public RequestId(long value)
    {
        _text = null;
        _number = value;
    }

    public RequestId(string value)
    {
        _text = value;
        _number = 0;
    }

    public bool IsString => _text is not null;

    public static bool TryRead(ref Utf8JsonReader reader, out RequestId id)
    {
        id = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            string s = reader.GetString()!;
            if (s.Length is < 1 or > 128)
            {
                return false;
            }

            id = new RequestId(s);
            return true;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long n) && n is >= 0 and <= 9007199254740991)
        {
            id = new RequestId(n);
            return true;
        }

        return false;
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (_text is null)
        {
            writer.WriteNumberValue(_number);
        }
        else
        {
            writer.WriteStringValue(_text);
        }
    }

    public bool Equals(RequestId other) => _number == other._number && _text == other._text;

    public override bool Equals(object? obj) => obj is RequestId other && Equals(other);

    public override int GetHashCode() => _text is null ? _number.GetHashCode() : _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);
}

public enum Priority
{
    Low = 1,
    Normal = 2,
    High = 3,
    Critical = 4,
}

public sealed record HandleMessage
{
    public required string Topic { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    public Priority Priority { get; init; } = Priority.Low;

    public long? TtlMs { get; init; }

    public void Write(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteString("topic", Topic);
        w.WriteBase64String("payload", Payload.Span);
        w.WriteNumber("priority", (int)Priority);
        if (TtlMs is { } ttl)
        {
            w.WriteNumber("ttl_ms", ttl);
        }

        w.WriteEndObject();
    }
}

public sealed record MessageContext
{
    public required string TraceId { get; init; }

    public required string SourceModule { get; init; }

    public required double Timestamp { get; init; }

    public void Write(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteString("trace_id", TraceId);
        w.WriteString("source_module", SourceModule);
        w.WriteNumber("timestamp", Timestamp);
        w.WriteEndObject();
    }
}

public sealed record ErrorBody
{
    public required string Code { get; init; }

    public required string Message { get; init; }

    public JsonElement? Details { get; init; }

    public void Write(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteString("code", Code);
        w.WriteString("message", Message);
        if (Details is { } d)
        {
            w.WritePropertyName("details");
            d.WriteTo(w);
        }

        w.WriteEndObject();
    }
}

public sealed record ProtocolOffer
{
    public required IReadOnlyList<string> Versions { get; init; }

    public required IReadOnlyList<string> Encodings { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public void Write(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        StandIn.Strings(w, "versions", Versions);
        StandIn.Strings(w, "encodings", Encodings);
        StandIn.Strings(w, "features", Features);
        w.WriteEndObject();
    }
}

public sealed record ProtocolChoice
{
    public required string Version { get; init; }

    public required string Encoding { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public void Write(Utf8JsonWriter w)
    {
        w.WriteStartObject();
        w.WriteString("version", Version);
        w.WriteString("encoding", Encoding);
        StandIn.Strings(w, "features", Features);
        w.WriteEndObject();
    }
}

public abstract record RuntimeFrame
{
    private protected RuntimeFrame()
    {
    }

    public required RequestId Id { get; init; }

    public static RuntimeFrame Read(ReadOnlySpan<byte> utf8) => StandIn.ReadRuntime(utf8);

    public abstract void Write(Utf8JsonWriter writer);

    private protected void Head(Utf8JsonWriter w, string type)
    {
        w.WriteStartObject();
        w.WriteString("type", type);
        w.WritePropertyName("id");
        Id.Write(w);
    }
}

public sealed record InitRequest : RuntimeFrame
{
    public required JsonElement Config { get; init; }

    public ProtocolOffer? Protocol { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "init");
        writer.WritePropertyName("config");
        Config.WriteTo(writer);
        if (Protocol is not null)
        {
            writer.WritePropertyName("protocol");
            Protocol.Write(writer);
        }

        writer.WriteEndObject();
    }
}

public sealed record HandleRequest : RuntimeFrame
{
    public required HandleMessage Message { get; init; }

    public required MessageContext Context { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "handle");
        writer.WritePropertyName("message");
        Message.Write(writer);
        writer.WritePropertyName("context");
        Context.Write(writer);
        writer.WriteEndObject();
    }
}

public sealed record HealthCheckRequest : RuntimeFrame
{
    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "health_check");
        writer.WriteEndObject();
    }
}

public sealed record ShutdownRequest : RuntimeFrame
{
    public long? GraceMs { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "shutdown");
        if (GraceMs is { } g)
        {
            writer.WriteNumber("grace_ms", g);
        }

        writer.WriteEndObject();
    }
}

public sealed record CancelNotice : RuntimeFrame
{
    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "cancel");
        writer.WriteEndObject();
    }
}

public abstract record ServiceResponse : RuntimeFrame;

public sealed record ServiceSuccess : ServiceResponse
{
    public required JsonElement Data { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "service_response");
        writer.WriteBoolean("success", true);
        writer.WritePropertyName("data");
        Data.WriteTo(writer);
        writer.WriteEndObject();
    }
}

public sealed record ServiceFailure : ServiceResponse
{
    public required ErrorBody Error { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        Head(writer, "service_response");
        writer.WriteBoolean("success", false);
        writer.WritePropertyName("error");
        Error.Write(writer);
        writer.WriteEndObject();
    }
}

public abstract record ModuleFrame
{
    private protected ModuleFrame()
    {
    }

    public static ModuleFrame Read(ReadOnlySpan<byte> utf8) => StandIn.ReadModule(utf8);

    public abstract void Write(Utf8JsonWriter writer);
}

public abstract record ModuleResponse : ModuleFrame;

public sealed record ResponseSuccess : ModuleResponse
{
    public required RequestId Id { get; init; }

    public required JsonElement Data { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "response");
        writer.WritePropertyName("id");
        Id.Write(writer);
        writer.WriteBoolean("success", true);
        writer.WritePropertyName("data");
        Data.WriteTo(writer);
        writer.WriteEndObject();
    }
}

public sealed record ResponseError : ModuleResponse
{
    public required RequestId? Id { get; init; }

    public required ErrorBody Error { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "response");
        writer.WritePropertyName("id");
        if (Id is { } id)
        {
            id.Write(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteBoolean("success", false);
        writer.WritePropertyName("error");
        Error.Write(writer);
        writer.WriteEndObject();
    }
}

public sealed record ServiceRequest : ModuleFrame
{
    public RequestId? Id { get; init; }

    public required string Service { get; init; }

    public required string Method { get; init; }

    public required JsonElement Params { get; init; }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "service_request");
        if (Id is { } id)
        {
            writer.WritePropertyName("id");
            id.Write(writer);
        }

        writer.WriteString("service", Service);
        writer.WriteString("method", Method);
        writer.WritePropertyName("params");
        Params.WriteTo(writer);
        writer.WriteEndObject();
    }
}

internal static class StandIn
{
    internal static void Strings(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        w.WriteStartArray(name);
        foreach (string v in values)
        {
            w.WriteStringValue(v);
        }

        w.WriteEndArray();
    }

    internal static RuntimeFrame ReadRuntime(ReadOnlySpan<byte> utf8)
    {
        JsonElement root = Parse(utf8);
        string? type = TypeOf(root);
        RequestId? id = IdOf(root);
        bool echoes = type is not "cancel" and not "service_response";
        ProtocolViolationException Fault(string pointer, string code = ErrorCodes.ProtocolError) =>
            new(code, "The member " + pointer + " is missing or has a wrong type.", pointer, echoes ? id : null, type);
        if (type is not ("init" or "handle" or "health_check" or "shutdown" or "cancel" or "service_response"))
        {
            throw Fault("/type");
        }

        if (id is null)
        {
            throw Fault("/id");
        }

        switch (type)
        {
            case "init":
                return new InitRequest
                {
                    Id = id.Value,
                    Config = Get(root, "config", JsonValueKind.Object) ?? throw Fault("/config"),
                    Protocol = Get(root, "protocol", JsonValueKind.Object) is { } offer
                        ? new ProtocolOffer { Versions = Names(offer, "versions"), Encodings = Names(offer, "encodings"), Features = Names(offer, "features") }
                        : null,
                };
            case "handle":
                JsonElement message = Get(root, "message", JsonValueKind.Object) ?? throw Fault("/message");
                string topic = Get(message, "topic", JsonValueKind.String)?.GetString() ?? throw Fault("/message/topic");
                string text = Get(message, "payload", JsonValueKind.String)?.GetString() ?? throw Fault("/message/payload");
                JsonElement? priority = Get(message, "priority", JsonValueKind.Number);
                JsonElement? ttl = Get(message, "ttl_ms", JsonValueKind.Number);
                JsonElement context = Get(root, "context", JsonValueKind.Object) ?? throw Fault("/context");
                byte[] payload;
                try
                {
                    payload = text.AsSpan().ContainsAny(" \r\n\t") ? throw new FormatException() : Convert.FromBase64String(text);
                }
                catch (FormatException)
                {
                    throw Fault("/message/payload", ErrorCodes.InvalidPayload);
                }

                return new HandleRequest
                {
                    Id = id.Value,
                    Message = new HandleMessage { Topic = topic, Payload = payload, Priority = (Priority)(priority?.GetInt32() ?? 1), TtlMs = ttl?.GetInt64() },
                    Context = new MessageContext
                    {
                        TraceId = Get(context, "trace_id", JsonValueKind.String)?.GetString() ?? throw Fault("/context/trace_id"),
                        SourceModule = Get(context, "source_module", JsonValueKind.String)?.GetString() ?? throw Fault("/context/source_module"),
                        Timestamp = Get(context, "timestamp", JsonValueKind.Number)?.GetDouble() ?? throw Fault("/context/timestamp"),
                    },
                };
            case "health_check":
                return new HealthCheckRequest { Id = id.Value };
            case "shutdown":
                return new ShutdownRequest { Id = id.Value, GraceMs = Get(root, "grace_ms", JsonValueKind.Number)?.GetInt64() };
            case "cancel":
                return new CancelNotice { Id = id.Value };
            default:
                if (Get(root, "success", JsonValueKind.True) is not null)
                {
                    return new ServiceSuccess { Id = id.Value, Data = Get(root, "data", JsonValueKind.Object) ?? throw Fault("/data") };
                }

                _ = Get(root, "success", JsonValueKind.False) ?? throw Fault("/success");
                return new ServiceFailure { Id = id.Value, Error = Error(root) ?? throw Fault("/error") };
        }
    }

    internal static ModuleFrame ReadModule(ReadOnlySpan<byte> utf8)
    {
        JsonElement root = Parse(utf8);
        string? type = TypeOf(root);
        RequestId? id = IdOf(root);
        ProtocolViolationException Fault(string pointer) =>
            new(ErrorCodes.ProtocolError, "The member " + pointer + " is missing or has a wrong type.", pointer, id, type);
        switch (type)
        {
            case "response":
                if (Get(root, "success", JsonValueKind.True) is not null)
                {
                    return new ResponseSuccess { Id = id ?? throw Fault("/id"), Data = Get(root, "data", JsonValueKind.Object) ?? throw Fault("/data") };
                }

                _ = Get(root, "success", JsonValueKind.False) ?? throw Fault("/success");
                return new ResponseError { Id = id, Error = Error(root) ?? throw Fault("/error") };
            case "service_request":
                return new ServiceRequest
                {
                    Id = id,
                    Service = Get(root, "service", JsonValueKind.String)?.GetString() ?? throw Fault("/service"),
                    Method = Get(root, "method", JsonValueKind.String)?.GetString() ?? throw Fault("/method"),
                    Params = Get(root, "params", JsonValueKind.Object) ?? throw Fault("/params"),
                };
            default:
                throw Fault("/type");
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8);
            JsonElement root = JsonElement.ParseValue(ref reader);
            _ = new UTF8Encoding(false, true).GetCharCount(utf8);
            if (reader.Read() || root.ValueKind != JsonValueKind.Object)
            {
                throw new ProtocolViolationException(ErrorCodes.ProtocolError, "The frame is not a JSON object.", null, null, null);
            }

            return root;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ProtocolViolationException(ErrorCodes.ProtocolError, "The frame is not JSON: " + e.Message, null, null, null);
        }
    }

    private static string? TypeOf(JsonElement root) => Get(root, "type", JsonValueKind.String)?.GetString();

    private static RequestId? IdOf(JsonElement root)
    {
        if (!root.TryGetProperty("id", out JsonElement e))
        {
            return null;
        }

        if (e.ValueKind == JsonValueKind.String)
        {
            return e.GetString() is { Length: >= 1 and <= 128 } s ? new RequestId(s) : null;
        }

        return e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out long n) && n is >= 0 and <= 9007199254740991 ? new RequestId(n) : null;
    }

    private static JsonElement? Get(JsonElement e, string name, JsonValueKind kind) =>
        e.TryGetProperty(name, out JsonElement v) && v.ValueKind == kind ? v : null;

    private static List<string> Names(JsonElement e, string name) =>
        Get(e, name, JsonValueKind.Array) is { } a ? [.. a.EnumerateArray().Select(x => x.GetString()!)] : [];

    private static ErrorBody? Error(JsonElement root) =>
        Get(root, "error", JsonValueKind.Object) is { } e
        && Get(e, "code", JsonValueKind.String) is { } c
        && Get(e, "message", JsonValueKind.String) is { } m
            ? new ErrorBody { Code = c.GetString()!, Message = m.GetString()!, Details = e.TryGetProperty("details", out JsonElement d) ? d : null }
            : null;
}
