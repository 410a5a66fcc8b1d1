using System.Buffers;
using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Writes the envelopes of answers straight into the outgoing frame.</summary>
internal static class ResponseWriter
{
    // A longer message is cut: it must fit beside everything else in the smallest frame limit, and is for people.
    private const int MaxMessage = 512;

    private static readonly JsonEncodedText s_type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText s_id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText s_success = JsonEncodedText.Encode("success");
    private static readonly JsonEncodedText s_data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText s_error = JsonEncodedText.Encode("error");
    private static readonly JsonEncodedText s_response = JsonEncodedText.Encode("response");
    private static readonly JsonEncodedText s_serviceResponse = JsonEncodedText.Encode("service_response");

    /// <summary>Writes a whole success whose data is JSON text that needs no check, and bytes.</summary>
    internal static void WriteSuccess(IBufferWriter<byte> output, RequestId id, ReadOnlySpan<byte> data, ReadOnlySpan<BinaryMember> binary, bool isService)
    {
        PlainWriter writer = new(output);
        writer.Raw(isService ? "{\"type\":\"service_response\",\"id\":"u8 : "{\"type\":\"response\",\"id\":"u8);
        writer.Id(id);
        writer.Raw(",\"success\":true,\"data\":"u8);
        writer.Object(data, binary);
        writer.Raw("}"u8);
        writer.Flush();
    }

    /// <summary>Writes <c>{"type":…,"id":…,"success":true,"data":</c>; the data and the closing brace are the caller's.</summary>
    internal static void StartSuccess(Utf8JsonWriter writer, RequestId id, bool isService)
    {
        Start(writer, id, isService, success: true);
        writer.WritePropertyName(s_data);
    }

    /// <summary>Writes a whole error answer in the session's own words.</summary>
    internal static void WriteError(Utf8JsonWriter writer, RequestId? id, string code, string message, string? pointer = null, bool isService = false)
    {
        Start(writer, id, isService, success: false);
        writer.WritePropertyName(s_error);
        writer.WriteStartObject();
        writer.WriteString("code"u8, code);
        writer.WriteString("message"u8, message.Length > MaxMessage ? message.AsSpan(0, MaxMessage) : message);
        if (pointer is not null)
        {
            writer.WriteStartObject("details"u8);
            writer.WriteString("pointer"u8, pointer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes a whole error answer as the handler gave it.</summary>
    internal static void WriteError(Utf8JsonWriter writer, RequestId? id, ErrorBody error, bool isService = false)
    {
        Start(writer, id, isService, success: false);
        writer.WritePropertyName(s_error);
        error.Write(writer);
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, RequestId? id, bool isService, bool success)
    {
        writer.WriteStartObject();
        writer.WriteString(s_type, isService ? s_serviceResponse : s_response);
        writer.WritePropertyName(s_id);
        if (id is { } value)
        {
            value.Write(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteBoolean(s_success, success);
    }
}
