using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary>From a message in JSON to protobuf bytes, by the model alone: slow, and written independently of the code that it makes vectors for.</summary>
/// <remarks>Fields in the order of their numbers, integers in the shortest form, free-form objects as text: what every usual writer writes.</remarks>
internal sealed class ProtobufEncoder(ProtocolModel model, FieldNumbers numbers)
{
    /// <summary>The message that stands for a definition: of an alternative its outermost union.</summary>
    public string MessageOf(string definition) => FieldNumbers.Root(definition, model)?.Name ?? definition;

    /// <summary>The bytes of a message.</summary>
    /// <param name="definition">An object of the schema.</param>
    /// <param name="json">Valid, members with their defaults written out.</param>
    public byte[] Encode(string definition, JsonElement json)
    {
        byte[] content = Content((ObjectDefinition)model[definition], json);
        return FieldNumbers.Root(definition, model) is { } root
            ? Delimited(numbers.Messages[root.Name].Alternatives[definition], content)
            : content;
    }

    private byte[] Content(ObjectDefinition definition, JsonElement json)
    {
        MessageNumbers fields = numbers.Messages[definition.Name];
        List<byte> bytes = [];
        foreach (Member member in definition.DataMembers.OrderBy(m => fields.Fields[m.WireName][0]))
        {
            if (json.TryGetProperty(member.WireName, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                bytes.AddRange(Field(member.Type, fields.Fields[member.WireName], value));
            }
        }

        return [.. bytes];
    }

    private byte[] Field(MemberType type, IReadOnlyList<int> number, JsonElement value) => type switch
    {
        HandWrittenType when value.ValueKind == JsonValueKind.String => Delimited(number[0], Utf8(value)),
        HandWrittenType => Numeric(number[1], value.GetUInt64()),
        StringType => Delimited(number[0], Utf8(value)),
        IntegerType => Numeric(number[0], value.GetUInt64()),
        NumberType => Double(number[0], value.GetDouble()),
        BooleanType => Numeric(number[0], value.GetBoolean() ? 1UL : 0),
        BytesType => Delimited(number[0], value.GetBytesFromBase64()),
        FreeObjectType => Delimited(number[0], Delimited(1, Encoding.UTF8.GetBytes(value.GetRawText()))),
        AnyType => Delimited(number[0], Encoding.UTF8.GetBytes(value.GetRawText())),
        ArrayType list => [.. value.EnumerateArray().SelectMany(item => Field(list.Item, number, item))],
        NamedType named when model[named.Name] is EnumDefinition choice => Numeric(number[0], (ulong)numbers.Enums[choice.Name][value.ToString()]),
        NamedType named => Delimited(number[0], Content((ObjectDefinition)model[named.Name], value)),
        _ => throw new NotSupportedException($"{type} has no protobuf form."),
    };

    private static byte[] Utf8(JsonElement value) => Encoding.UTF8.GetBytes(value.GetString()!);

    private static byte[] Delimited(int number, byte[] content) => [.. Varint(ProtoType.Tag(number, 2)), .. Varint((ulong)content.Length), .. content];

    private static byte[] Numeric(int number, ulong value) => [.. Varint(ProtoType.Tag(number, 0)), .. Varint(value)];

    private static byte[] Double(int number, double value)
    {
        byte[] bits = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
        return [.. Varint(ProtoType.Tag(number, 1)), .. bits];
    }

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
