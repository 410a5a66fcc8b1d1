using System.Runtime.InteropServices;
using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Writes a handler's result as an answer, refusing data that is not an object.</summary>
internal static class ResultWriter
{
    /// <exception cref="InvalidOperationException">The data is not exactly one JSON object, or nests too deep for a frame.</exception>
    /// <exception cref="JsonException">Raw data is not JSON or nests too deep.</exception>
    /// <exception cref="Wire.FrameException">The frame is too large.</exception>
    internal static void Write(FrameSerializer frame, RequestId id, in HandlerResult result, bool isHealthCheck, bool isService, bool asProtobuf)
    {
        if (result.Checked is { } text)
        {
            frame.WriteSuccess(id, text, result.Binary, isService, asProtobuf);
            return;
        }

        Utf8JsonWriter writer = frame.Writer;
        if (result.Error is { } error)
        {
            if (error.Details is { } details)
            {
                // Copied as text by the generated writer, which counts no depth: envelope and error are two levels.
                RawJson.Check(JsonMarshal.GetRawUtf8Value(details), FrameSerializer.MaxDepth - 2);
            }

            ResponseWriter.WriteError(writer, id, error, isService);
            return;
        }

        frame.Envelope(new FrameEnvelope(isService ? EnvelopeKind.ServiceResponse : EnvelopeKind.Response, id));
        ResponseWriter.StartSuccess(writer, id, isService);
        JsonObjectGuard guard = JsonObjectGuard.Start(frame);
        result.WriteData(writer, isHealthCheck);
        guard.Check("The result");
        writer.WriteEndObject();
    }
}
