using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Ixt.Proto.Tests;

/// <summary>From a message in JSON to Google's object, by the names in the <c>.proto</c> file and nothing of ours.</summary>
internal static class JsonToGoogle
{
    /// <summary>Makes the message that stands for a definition.</summary>
    public static IMessage Convert(string definition, JsonElement json)
    {
        MessageDescriptor root = Google.Descriptor(Messages.RootOf(definition));
        if (root.Name == definition)
        {
            return Message(root, json);
        }

        FieldDescriptor alternative = root.Oneofs.Single(Google.IsChoice).Fields.Single(f => f.MessageType.Name == definition);
        IMessage frame = Google.New(root);
        alternative.Accessor.SetValue(frame, Message(alternative.MessageType, json));
        return frame;
    }

    private static IMessage Message(MessageDescriptor type, JsonElement json)
    {
        IMessage message = Google.New(type);
        foreach (FieldDescriptor field in type.Fields.InDeclarationOrder())
        {
            if (!json.TryGetProperty(GoogleToJson.MemberOf(field), out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (field.IsRepeated)
            {
                ((RepeatedField<string>)field.Accessor.GetValue(message)).AddRange(value.EnumerateArray().Select(i => i.GetString()!));
            }
            else if (Value(field, value) is { } converted)
            {
                field.Accessor.SetValue(message, converted);
            }
        }

        return message;
    }

    // Of a choice, the one that this converter writes: text or number as the id is, free-form objects as text.
    private static object? Value(FieldDescriptor field, JsonElement value) => field.FieldType switch
    {
        _ when field.Name == "id_text" => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
        _ when field.Name == "id_number" => value.ValueKind == JsonValueKind.Number ? value.GetUInt64() : null,
        FieldType.Message when field.MessageType.Name == "JsonObject" => new Ixt.Protobuf.V1.JsonObject { Json = ByteString.CopyFromUtf8(value.GetRawText()) },
        FieldType.Message when field.RealContainingOneof is not null => null,
        FieldType.Message => Message(field.MessageType, value),
        FieldType.Bytes when field.Name.EndsWith("_json", StringComparison.Ordinal) => ByteString.CopyFromUtf8(value.GetRawText()),
        FieldType.Bytes => ByteString.CopyFrom(value.GetBytesFromBase64()),
        FieldType.String => value.GetString(),
        FieldType.UInt64 => value.GetUInt64(),
        FieldType.Double => value.GetDouble(),
        FieldType.Bool => value.GetBoolean(),
        FieldType.Enum when value.ValueKind == JsonValueKind.Number => value.GetInt32(),
        FieldType.Enum => field.EnumType.Values.Single(v => v.Name == $"LOG_LEVEL_{value.GetString()!.ToUpperInvariant()}").Number,
        _ => throw new NotSupportedException(field.FullName),
    };
}
