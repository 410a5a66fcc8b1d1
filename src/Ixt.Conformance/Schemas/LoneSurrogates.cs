using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Schemas;

/// <summary>Finds strings that are no Unicode text (IXT-ENV-015). The frame's id is left out: it is echoed as it came.</summary>
internal static class LoneSurrogates
{
    /// <summary>The pointers of the strings.</summary>
    public static IEnumerable<string> Find(JsonElement frame) =>
        // Only an escape can hold one: the bytes are valid UTF-8.
        frame.GetRawText().Contains("\\u", StringComparison.Ordinal)
            ? frame.EnumerateObject().Where(m => m.Name != "id").SelectMany(m => Find(m.Value, JsonText.Join(string.Empty, m.Name)))
            : [];

    private static IEnumerable<string> Find(JsonElement element, string pointer) => element.ValueKind switch
    {
        JsonValueKind.String => JsonText.TryGetString(element, out _) ? [] : [pointer],
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Find(item, $"{pointer}/{i}")),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Find(m.Value, JsonText.Join(pointer, m.Name))),
        _ => [],
    };
}
