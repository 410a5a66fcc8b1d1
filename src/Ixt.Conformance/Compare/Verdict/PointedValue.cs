using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>Shows what stands at a place of a value.</summary>
internal static class PointedValue
{
    private const string Nothing = "nothing (the member is missing)";

    /// <summary>The value there, on one line.</summary>
    public static string Show(JsonElement? root, string pointer)
    {
        if (root is not { } at)
        {
            return Nothing;
        }

        foreach (string segment in pointer.Split('/').Skip(1))
        {
            at = at.ValueKind == JsonValueKind.String && ValueComparer.Inside(at) is { } inside ? inside : at;
            string member = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(member, out JsonElement value))
            {
                at = value;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return Nothing;
            }
        }

        return JsonText.Shorten(at);
    }
}
