using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Ixt.Proto.Tests;

/// <summary>From Google's object to the message in JSON, by the names in the <c>.proto</c> file and nothing of ours.</summary>
internal static class GoogleToJson
{
    // What an alternative says by being there, JSON says with these members.
    private static readonly Dictionary<string, string> s_constants = new()
    {
        ["InitRequest"] = "\"type\":\"init\"",
        ["HandleRequest"] = "\"type\":\"handle\"",
        ["HealthCheckRequest"] = "\"type\":\"health_check\"",
        ["ShutdownRequest"] = "\"type\":\"shutdown\"",
        ["CancelNotice"] = "\"type\":\"cancel\"",
        ["ServiceSuccess"] = "\"type\":\"service_response\",\"success\":true",
        ["ServiceFailure"] = "\"type\":\"service_response\",\"success\":false",
        ["ResponseSuccess"] = "\"type\":\"response\",\"success\":true",
        ["ResponseError"] = "\"type\":\"response\",\"success\":false",
        ["ServiceRequest"] = "\"type\":\"service_request\"",
        ["SendSuccess"] = "\"success\":true",
        ["SendFailure"] = "\"success\":false",
    };

    public static string Convert(IMessage message)
    {
        OneofDescriptor? kind = message.Descriptor.Oneofs.SingleOrDefault(o => o.Name == "kind");
        if (kind is not null)
        {
            return Convert((IMessage)kind.Accessor.GetCaseFieldDescriptor(message)!.Accessor.GetValue(message));
        }

        if (message is Ixt.Protobuf.V1.JsonObject free)
        {
            Assert.Empty(free.Binary);
            return free.HasJson ? free.Json.ToStringUtf8() : "{}";
        }

        List<string> members = s_constants.TryGetValue(message.Descriptor.Name, out string? constants) ? [constants] : [];
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated)
            {
                string[] items = [.. ((RepeatedField<string>)field.Accessor.GetValue(message)).Select(Text)];
                members.Add($"\"{MemberOf(field)}\":[{string.Join(',', items)}]");
            }
            else if (field.Accessor.HasValue(message))
            {
                members.Add($"\"{MemberOf(field)}\":{Value(field, field.Accessor.GetValue(message))}");
            }
        }

        if (message.Descriptor.Name is "ServiceFailure" or "ResponseError" && !members.Any(m => m.StartsWith("\"id\"", StringComparison.Ordinal)))
        {
            members.Add("\"id\":null");
        }

        return "{" + string.Join(',', members) + "}";
    }

    /// <summary>The member of JSON that a field stands for.</summary>
    public static string MemberOf(FieldDescriptor field) =>
        field.RealContainingOneof is { } choice ? choice.Name
        : field.Name.EndsWith("_json", StringComparison.Ordinal) ? field.Name[..^"_json".Length]
        : field.Name;

    private static string Value(FieldDescriptor field, object value) => field.FieldType switch
    {
        FieldType.Message => Convert((IMessage)value),
        FieldType.Bytes when field.Name.EndsWith("_json", StringComparison.Ordinal) => ((ByteString)value).ToStringUtf8(),
        FieldType.Bytes => $"\"{((ByteString)value).ToBase64()}\"",
        FieldType.String => Text((string)value),
        FieldType.Bool => (bool)value ? "true" : "false",
        FieldType.Enum when field.EnumType.Name == "LogLevel" => $"\"{field.EnumType.FindValueByNumber((int)value).Name["LOG_LEVEL_".Length..].ToLowerInvariant()}\"",
        FieldType.Enum => Written(writer => writer.WriteNumberValue((int)value)),
        FieldType.UInt64 => Written(writer => writer.WriteNumberValue((ulong)value)),
        FieldType.Double => Written(writer => writer.WriteNumberValue((double)value)),
        _ => throw new NotSupportedException(field.FullName),
    };

    private static string Text(string value) => Written(writer => writer.WriteStringValue(value));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> text = new();
        using Utf8JsonWriter writer = new(text);
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
