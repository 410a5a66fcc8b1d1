using System.Buffers;
using System.Text;

namespace Ixt.Nexus.Tests;

/// <summary>Values from and to the wire's text.</summary>
internal static class Text
{
    /// <summary>As plain JSON: nothing is a placeholder.</summary>
    public static NexusValue Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    public static NexusValue Parse(ReadOnlySpan<byte> json)
    {
        NexusValue value = Read(json, plain: true, null, out NexusValueException? fault);
        return fault is null ? value : throw fault;
    }

    /// <summary>As a payload, with placeholders.</summary>
    public static NexusValue Decode(string json, IReferenceImporter? references = null)
    {
        NexusValue value = Read(Encoding.UTF8.GetBytes(json), plain: false, references, out NexusValueException? fault);
        return fault is null ? value : throw fault;
    }

    public static NexusValue Read(ReadOnlySpan<byte> json, bool plain, IReferenceImporter? references, out NexusValueException? fault)
    {
        ValueReader reader = new(new JsonCursor(json), references);
        NexusValue value = reader.Read(plain);
        reader.Cursor.End();
        fault = reader.Fault;
        return value;
    }

    public static string Encode(NexusValue value, IReferenceExporter? references = null)
    {
        ArrayBufferWriter<byte> output = new();
        ValueWriter.Write(output, value, references);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string EncodePlain(NexusValue value)
    {
        ArrayBufferWriter<byte> output = new();
        ValueWriter.WritePlain(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
