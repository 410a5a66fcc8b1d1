using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus;

/// <summary>Writes values as they travel: JSON with placeholders for what JSON lacks.</summary>
internal static class ValueWriter
{
    /// <summary>Writes one value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">What.</param>
    /// <param name="references">Registers what goes by reference; null where nothing may.</param>
    /// <exception cref="NexusValueException">It can't be sent: too deep, circular, or a BigInt inside of a Map.</exception>
    internal static void Write(IBufferWriter<byte> output, NexusValue value, IReferenceExporter? references) => Write(output, value, references, 0);

    /// <summary>Writes a value in which nothing is a placeholder: metadata, error objects.</summary>
    internal static void WritePlain(IBufferWriter<byte> output, NexusValue value) => PlainText.Write(output, value);

    private static void Write(IBufferWriter<byte> output, NexusValue value, IReferenceExporter? references, int depth)
    {
        switch (value.Kind)
        {
            case NexusKind.Undefined:
                JsonText.Write(output, "\"\\u0003U\""u8);
                break;
            case NexusKind.Null:
                JsonText.Write(output, "null"u8);
                break;
            case NexusKind.Boolean:
                JsonText.Write(output, value.AsBoolean() ? "true"u8 : "false"u8);
                break;
            case NexusKind.Number:
                JsonText.WriteNumber(output, value.AsDouble());
                break;
            case NexusKind.BigInt:
                WritePlaceholder(output, "N:" + ((BigInteger)value.Content!).ToString(CultureInfo.InvariantCulture));
                break;
            case NexusKind.String:
                string text = (string)value.Content!;
                bool mustEscape = text.Length > 0 && text[0] is ValueReader.Placeholder or ValueReader.Escape;
                JsonText.WriteString(output, text, mustEscape ? ValueReader.Escape : '\0');
                break;
            case NexusKind.Array or NexusKind.Object when depth >= ValueReader.MaxRecursion:
                NestedWriter.Write(output, value, references, depth);
                break;
            case NexusKind.Array:
                WriteArray(output, value.Items, references, depth + 1);
                break;
            case NexusKind.Object:
                WriteObject(output, (NexusObject)value.Content!, references, depth + 1);
                break;
            case NexusKind.Map:
                WritePlaceholder(output, "M:" + PlainText.OfMap((NexusMap)value.Content!));
                break;
            case NexusKind.Set:
                WritePlaceholder(output, "S:" + PlainText.OfSet((NexusSet)value.Content!));
                break;
            default:
                if (references is null)
                {
                    throw new NexusValueException("A function or reference can't stand here.");
                }

                // A peer's reference that goes back is exported like one of ours: a chain of two.
                WritePlaceholder(output, "R:" + references.Export((INexusDispatcher)value.Content!));
                break;
        }
    }

    private static void WriteArray(IBufferWriter<byte> output, ReadOnlySpan<NexusValue> items, IReferenceExporter? references, int depth)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                JsonText.WriteByte(output, (byte)',');
            }

            Write(output, items[i], references, depth);
        }

        JsonText.WriteByte(output, (byte)']');
    }

    private static void WriteObject(IBufferWriter<byte> output, NexusObject members, IReferenceExporter? references, int depth)
    {
        JsonText.WriteByte(output, (byte)'{');
        bool first = true;
        if (members.HasIndexNames())
        {
            foreach ((string name, NexusValue value) in members.InScriptOrder())
            {
                WriteMember(output, name, value, references, depth, ref first);
            }
        }
        else
        {
            foreach ((string name, NexusValue value) in members)
            {
                WriteMember(output, name, value, references, depth, ref first);
            }
        }

        JsonText.WriteByte(output, (byte)'}');
    }

    private static void WriteMember(IBufferWriter<byte> output, string name, NexusValue value, IReferenceExporter? references, int depth, ref bool first)
    {
        if (!first)
        {
            JsonText.WriteByte(output, (byte)',');
        }

        first = false;
        JsonText.WriteString(output, name);
        JsonText.WriteByte(output, (byte)':');
        Write(output, value, references, depth);
    }

    private static void WritePlaceholder(IBufferWriter<byte> output, string content) => JsonText.WriteString(output, content, ValueReader.Placeholder);
}
