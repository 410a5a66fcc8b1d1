using System.Buffers;
using System.Text;

namespace Ixt.Nexus;

/// <summary>A value as text for people.</summary>
internal static class ValueText
{
    private sealed class Unregistered : IReferenceExporter
    {
        public string Export(INexusDispatcher target) => "?";
    }

    internal static string Of(NexusValue value)
    {
        ArrayBufferWriter<byte> output = new();
        try
        {
            ValueWriter.Write(output, value, new Unregistered());
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (NexusValueException e)
        {
            return $"[{e.Message}]";
        }
    }
}
