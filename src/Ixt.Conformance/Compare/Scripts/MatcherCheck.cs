using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Looks at the matchers of a script before anything is started.</summary>
internal static class MatcherCheck
{
    /// <summary>Demands that every matcher is known and well formed.</summary>
    /// <exception cref="ScriptFaultException">One is not.</exception>
    public static void Check(ScriptNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.Array)
        {
            foreach (ScriptNode item in node.Items(string.Empty))
            {
                Check(item);
            }

            return;
        }

        if (node.Value.ValueKind != JsonValueKind.Object || TemplateWriter.IsValue(node.Value))
        {
            return;
        }

        if (JsonMatcher.MatcherName(node.Value) is { } name)
        {
            CheckMatcher(node, name, node.Find(name)!.Value);
        }
        else
        {
            foreach ((_, ScriptNode member) in node.Members(string.Empty))
            {
                Check(member);
            }
        }
    }

    /// <summary>Whether a matcher says something of that place.</summary>
    public static bool Covers(JsonElement expected, IEnumerable<string> segments)
    {
        JsonElement at = expected;
        foreach (string segment in segments)
        {
            // What is inside base64, or one of several things, stands in the matcher's argument.
            while (at.ValueKind == JsonValueKind.Object && JsonMatcher.MatcherName(at) is "$json64" or "$exactly")
            {
                at = at.GetProperty(JsonMatcher.MatcherName(at)!);
            }

            if (at.ValueKind == JsonValueKind.Object && JsonMatcher.MatcherName(at) is not null)
            {
                // A matcher of the whole: it speaks of all that is in it.
                return true;
            }

            string member = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (segment == "*" && at.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                IEnumerable<JsonElement> all = at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : at.EnumerateObject().Select(m => m.Value);
                if (!all.Any())
                {
                    return false;
                }

                at = all.First();
            }
            else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(member, out JsonElement inner))
            {
                at = inner;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckMatcher(ScriptNode node, string name, ScriptNode argument)
    {
        if (!ValueMatchers.Names.Contains(name))
        {
            throw node.Fault($"there is no matcher {name}", $"Known are {string.Join(", ", ValueMatchers.Names)} (spec/cases/README.md).");
        }

        switch (name)
        {
            case "$regex" or "$not_regex":
                ScriptReader.Pattern(argument);
                break;
            case "$type":
                const string Types = "string, number, integer, boolean, object, array or null.";
                if (argument.Text(Types) is not ("string" or "number" or "integer" or "boolean" or "object" or "array" or "null"))
                {
                    throw argument.Fault($"{JsonText.Shorten(argument.Value)} is no type", Types);
                }

                break;
            case "$one_of":
                if (argument.Items("List what it may be.").Count == 0)
                {
                    throw argument.Fault("the list is empty", "List what it may be.");
                }

                Check(argument);
                break;
            case "$exactly" or "$json64":
                Check(argument);
                break;
            case "$range":
                const string Range = "Write [min, max].";
                if (argument.Items(Range) is not { Count: 2 } bounds || bounds.Any(b => b.Value.ValueKind != JsonValueKind.Number))
                {
                    throw argument.Fault($"{JsonText.Shorten(argument.Value)} is no range", Range);
                }

                break;
            case "$length64" or "$pattern64" or "$depth":
                argument.Integer(0, int.MaxValue, "Write a whole number.");
                break;
            case "$capture":
                argument.Text("Name the value.");
                break;
        }
    }
}
