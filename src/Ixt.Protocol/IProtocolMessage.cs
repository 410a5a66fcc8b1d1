using System.Buffers;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>A type of the protocol's schema: it knows how to write itself as JSON and as protobuf.</summary>
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

    /// <summary>How many bytes <see cref="WriteProtobuf"/> writes.</summary>
    long GetProtobufSize();

    /// <summary>Writes the message as protobuf, by <c>spec/proto/ixt/v1/ixt.proto</c>: of a frame the frame, of anything else the message itself.</summary>
    /// <param name="output">Receives <see cref="GetProtobufSize"/> bytes, in one piece.</param>
    /// <exception cref="InvalidOperationException">
    /// A member that must be a JSON object holds something else, a lone surrogate, or more levels than a frame may have.
    /// </exception>
    void WriteProtobuf(IBufferWriter<byte> output);
}
