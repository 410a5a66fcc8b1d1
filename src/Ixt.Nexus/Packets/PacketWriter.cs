using System.Buffers;
using System.Globalization;

namespace Ixt.Nexus;

/// <summary>Writes packets into a frame, element by element.</summary>
internal static class PacketWriter
{
    internal static void Begin(IBufferWriter<byte> output, PacketType type)
    {
        JsonText.WriteByte(output, (byte)'[');
        WriteInteger(output, (int)type);
    }

    internal static void Next(IBufferWriter<byte> output) => JsonText.WriteByte(output, (byte)',');

    internal static void End(IBufferWriter<byte> output) => JsonText.WriteByte(output, (byte)']');

    internal static void WriteInteger(IBufferWriter<byte> output, long number)
    {
        number.TryFormat(output.GetSpan(20), out int written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    internal static void WriteTexts(IBufferWriter<byte> output, ReadOnlySpan<string> texts)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (int i = 0; i < texts.Length; i++)
        {
            if (i > 0)
            {
                Next(output);
            }

            JsonText.WriteString(output, texts[i]);
        }

        JsonText.WriteByte(output, (byte)']');
    }

    internal static void WriteArguments(IBufferWriter<byte> output, ReadOnlySpan<NexusValue> arguments, IReferenceExporter references)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
            {
                Next(output);
            }

            ValueWriter.Write(output, arguments[i], references);
        }

        JsonText.WriteByte(output, (byte)']');
    }
}
