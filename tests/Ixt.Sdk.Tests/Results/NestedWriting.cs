using System.Text.Json;

namespace Ixt.Sdk.Tests;

internal static class NestedWriting
{
    /// <summary>Writes {"a": so many arrays, one inside the other}.</summary>
    internal static void WriteRawNested(this Utf8JsonWriter writer, int arrays)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("a");
        for (int i = 0; i < arrays; i++)
        {
            writer.WriteStartArray();
        }

        for (int i = 0; i < arrays; i++)
        {
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
