using System.Buffers;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>A type of the protocol's schema: it knows how to write itself as JSON.</summary>
/// <remarks>Writing checks nothing that the C# type does not: lengths and ranges are the sender's business, and a receiver refuses them.</remarks>
public interface IProtocolMessage
{
    /// <summary>Writes the message as one JSON object.</summary>
    /// <param name="writer">Receives one value. Make it with <see cref="ProtocolJson.WriterOptions"/>.</param>
    /// <exception cref="InvalidOperationException">A member that must be a JSON object holds something else.</exception>
    void Write(Utf8JsonWriter writer);

    /// <summary>Writes the message as UTF-8 JSON text without a line break: the same bytes as <see cref="Write"/>, sooner.</summary>
    /// <param name="output">Gets the text; not flushed or completed.</param>
    /// <exception cref="InvalidOperationException">A free-form part is not an object where it has to be one, nests too deep, or is not Unicode text.</exception>
    void WriteTo(IBufferWriter<byte> output);
}
