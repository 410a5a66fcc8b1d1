using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>How many bytes a field's value takes, its tag not counted. Sums are in 64 bits: none can overflow.</summary>
internal static class ProtobufSize
{
    public static int Number(ulong value) => ((BitOperations.Log2(value | 1) * 9) + 73) / 64;

    public static long Delimited(long length) => Number((ulong)length) + length;

    public static long Text(string value) => Delimited(Encoding.UTF8.GetByteCount(value));

    public static long Bytes(ReadOnlyMemory<byte> value) => Delimited(value.Length);

    public static long Json(JsonElement value) => Delimited(JsonLength(value));

    /// <summary>A <c>JsonObject</c> with text alone.</summary>
    public static long Object(JsonElement value) => Delimited(ObjectContent(value));

    /// <summary>The same, of text that is no element.</summary>
    public static long ObjectText(ReadOnlySpan<byte> text, ReadOnlySpan<BinaryMember> binary) => Delimited(ObjectContent(text, binary));

    public static long ObjectContent(ReadOnlySpan<byte> text, ReadOnlySpan<BinaryMember> binary)
    {
        long size = 1 + Delimited(text.Length);
        foreach (BinaryMember member in binary)
        {
            size += 1 + Delimited(Binary(member));
        }

        return size;
    }

    public static long Binary(BinaryMember member) => 1 + Text(member.Name) + 1 + Delimited(member.Value.Length);

    public static long ObjectContent(JsonElement value) => 1 + Json(value);

    public static long Id(RequestId id) => id.Text is { } text ? Text(text) : Number((ulong)id.Number);

    // What has no text is found out by the writer, with the member's name.
    private static int JsonLength(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(value).Length;
}
