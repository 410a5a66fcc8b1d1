using System.Text.Json;
using System.Text.Unicode;

namespace Ixt.Session;

/// <summary>Checks JSON text that goes into a frame without passing through the writer's own checks.</summary>
internal static class RawJson
{
    /// <exception cref="JsonException">Not one JSON value, not UTF-8, or nested deeper than what the frame leaves.</exception>
    internal static void Check(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            // The reader itself does not look at the bytes of a string.
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !Utf8.IsValid(reader.ValueSpan))
            {
                throw new JsonException("Raw JSON is not valid UTF-8.");
            }
        }
    }
}
