using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <content>Calls of the runtime's services.</content>
public sealed partial class ModuleSession
{
    private FrameSerializer SerializeServiceRequest<TState>(
        RequestId? id, string service, string method, TState state, Action<Utf8JsonWriter, TState> writeParams)
    {
        if (!_connection.CanWrite)
        {
            throw new InvalidOperationException("No frame has been received yet; the runtime speaks first.");
        }

        FrameSerializer frame = _connection.RentSerializer();
        try
        {
            Utf8JsonWriter writer = frame.Writer;
            frame.Envelope(new FrameEnvelope(EnvelopeKind.ServiceRequest, id, service, method));
            writer.WriteStartObject();
            writer.WriteString("type"u8, "service_request"u8);
            if (id is { } value)
            {
                writer.WritePropertyName("id"u8);
                value.Write(writer);
            }

            writer.WriteString("service"u8, service);
            writer.WriteString("method"u8, method);
            writer.WritePropertyName("params"u8);
            JsonObjectGuard guard = JsonObjectGuard.Start(frame);
            writeParams(writer, state);
            guard.Check("What was written as parameters");
            writer.WriteEndObject();
            _connection.Finish(frame);
            return frame;
        }
        catch (FrameException e)
        {
            frame.Return();
            throw SessionException.Unwritable(e.Code, e.Message, e);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            frame.Return();
            throw SessionException.Unwritable(ErrorCodes.ProtocolError, $"The call of {service}.{method} can't be written: {e.Message}", e);
        }
        catch
        {
            frame.Return();
            throw;
        }
    }

    private async ValueTask SendPostAsync(FrameSerializer frame, CancellationToken cancellationToken)
    {
        if (!await _connection.Queue.EnqueueAsync(frame, cancellationToken).ConfigureAwait(false))
        {
            throw SessionException.ConnectionLost(_connection.CloseReason);
        }
    }
}
