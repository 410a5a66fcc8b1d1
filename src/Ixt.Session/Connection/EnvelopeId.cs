using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Finds the id of a frame that is otherwise malformed, so that the call it was meant for does not wait in vain.</summary>
internal static class EnvelopeId
{
    internal static bool TryFind(ReadOnlySpan<byte> frame, out RequestId id)
    {
        id = default;
        bool found = false;
        try
        {
            Utf8JsonReader reader = new(frame);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            // To the end, because the last of several members of one name counts.
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId)
                {
                    found = RequestId.TryRead(ref reader, out id);
                }

                reader.Skip();
            }

            return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
