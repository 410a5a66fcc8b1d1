using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>Finds where two JSON values part: numbers by value, members in any order.</summary>
internal sealed class ValueComparer(ValueRules rules)
{
    /// <summary>All places, in the order of the left value.</summary>
    public IEnumerable<ValueDifference> Compare(JsonElement left, JsonElement right, string pointer = "")
    {
        if (rules.Differs.Any(p => p.Is(pointer)))
        {
            return [];
        }

        if (left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Object)
        {
            return Members(left, right, pointer);
        }

        if (left.ValueKind == JsonValueKind.Array && right.ValueKind == JsonValueKind.Array)
        {
            return Items(left, right, pointer);
        }

        if (JsonText.AreEqual(left, right))
        {
            return [];
        }

        if (Inside(left) is { } a && Inside(right) is { } b)
        {
            return rules.Json64.Any(p => p.Is(pointer)) ? Compare(a, b, pointer) : [new ValueDifference(pointer, left, right, JsonText.AreEqual(a, b))];
        }

        return [new ValueDifference(pointer, left, right, SameInside: false)];
    }

    /// <summary>The JSON in a string of base64, if that is what it is.</summary>
    public static JsonElement? Inside(JsonElement value)
    {
        if (!JsonText.TryGetString(value, out string text) || text.Length == 0 || StrictBase64.TryDecode(text) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonText.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<ValueDifference> Members(JsonElement left, JsonElement right, string pointer)
    {
        foreach (JsonProperty member in left.EnumerateObject())
        {
            string at = JsonText.Join(pointer, member.Name);
            IEnumerable<ValueDifference> found = right.TryGetProperty(member.Name, out JsonElement other) ? Compare(member.Value, other, at) : Missing(at, member.Value, null);
            foreach (ValueDifference difference in found)
            {
                yield return difference;
            }
        }

        foreach (JsonProperty member in right.EnumerateObject().Where(m => !left.TryGetProperty(m.Name, out _)))
        {
            foreach (ValueDifference difference in Missing(JsonText.Join(pointer, member.Name), null, member.Value))
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<ValueDifference> Items(JsonElement left, JsonElement right, string pointer)
    {
        int here = left.GetArrayLength();
        int there = right.GetArrayLength();
        for (int i = 0; i < Math.Max(here, there); i++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}");
            IEnumerable<ValueDifference> found = i < here && i < there ? Compare(left[i], right[i], at) : i < here ? Missing(at, left[i], null) : Missing(at, null, right[i]);
            foreach (ValueDifference difference in found)
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<ValueDifference> Missing(string pointer, JsonElement? left, JsonElement? right) =>
        rules.Differs.Any(p => p.Is(pointer)) ? [] : [new ValueDifference(pointer, left, right, SameInside: false)];
}
