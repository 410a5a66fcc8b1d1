using System.Buffers;
using System.Text;

namespace Ixt.Nexus;

/// <summary>JSON without placeholders, as it stands inside of a Map, a Set and nowhere else: what JSON lacks is lost as <c>JSON.stringify</c> loses it.</summary>
internal static class PlainText
{
    internal static string OfMap(NexusMap map) => Of(output =>
    {
        JsonText.WriteByte(output, (byte)'[');
        for (int i = 0; i < map.Count; i++)
        {
            JsonText.Write(output, i > 0 ? ",["u8 : "["u8);
            Write(output, map[i].Key, 0);
            JsonText.WriteByte(output, (byte)',');
            Write(output, map[i].Value, 0);
            JsonText.WriteByte(output, (byte)']');
        }

        JsonText.WriteByte(output, (byte)']');
    });

    internal static string OfSet(NexusSet set) => Of(output => WriteArray(output, [.. set], 0));

    // Lone surrogates are escapes in it, so that its UTF-8 says everything.
    private static string Of(Action<ArrayBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> output = new();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal static void Write(IBufferWriter<byte> output, NexusValue value) => Write(output, value, 0);

    private static void Write(IBufferWriter<byte> output, NexusValue value, int depth)
    {
        switch (value.Kind)
        {
            case NexusKind.Boolean:
                JsonText.Write(output, value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case NexusKind.Number:
                JsonText.WriteNumber(output, value.AsDouble());
                break;
            case NexusKind.BigInt:
                throw new NexusValueException("A BigInt inside of a Map or Set can't be sent.");
            case NexusKind.String:
                JsonText.WriteString(output, value.AsString());
                break;
            case NexusKind.Array or NexusKind.Object when depth >= ValueReader.MaxRecursion:
                NestedWriter.WritePlain(output, value, depth);
                break;
            case NexusKind.Array:
                WriteArray(output, value.Items, depth);
                break;
            case NexusKind.Object:
                WriteObject(output, value.AsObject(), depth);
                break;
            case NexusKind.Map or NexusKind.Set:
                JsonText.Write(output, "{}"u8);
                break;
            default:
                JsonText.Write(output, "null"u8);
                break;
        }
    }

    private static void WriteArray(IBufferWriter<byte> output, ReadOnlySpan<NexusValue> items, int depth)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                JsonText.WriteByte(output, (byte)',');
            }

            Write(output, items[i], depth + 1);
        }

        JsonText.WriteByte(output, (byte)']');
    }

    private static void WriteObject(IBufferWriter<byte> output, NexusObject members, int depth)
    {
        JsonText.WriteByte(output, (byte)'{');
        bool first = true;
        foreach ((string name, NexusValue value) in members.InScriptOrder())
        {
            // JSON.stringify leaves out what it has no form for.
            if (value.Kind is NexusKind.Undefined or NexusKind.Reference)
            {
                continue;
            }

            if (!first)
            {
                JsonText.WriteByte(output, (byte)',');
            }

            first = false;
            JsonText.WriteString(output, name);
            JsonText.WriteByte(output, (byte)':');
            Write(output, value, depth + 1);
        }

        JsonText.WriteByte(output, (byte)'}');
    }
}
