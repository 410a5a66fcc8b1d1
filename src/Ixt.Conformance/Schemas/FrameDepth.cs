using System.Text.Json;

namespace Ixt.Conformance.Schemas;

/// <summary>How deep a JSON text nests; the outermost object or array is level 1.</summary>
internal static class FrameDepth
{
    /// <summary>The deepest level.</summary>
    public static int Of(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 4096 });
        int deepest = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                deepest = Math.Max(deepest, reader.CurrentDepth + 1);
            }
        }

        return deepest;
    }
}
