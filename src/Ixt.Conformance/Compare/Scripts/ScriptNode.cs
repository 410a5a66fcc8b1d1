using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>A value of a script with its place, so that whatever is wrong with it can be told exactly.</summary>
/// <param name="File">The script's file, as the user named it.</param>
/// <param name="Value">The value.</param>
/// <param name="Pointer">RFC 6901 pointer from the script's root.</param>
internal readonly record struct ScriptNode(string File, JsonElement Value, string Pointer)
{
    /// <summary>The script is wrong here.</summary>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What to write in its place, as a sentence.</param>
    public ScriptFaultException Fault(string problem, string remedy) => new($"{File} at {(Pointer.Length == 0 ? "its root" : Pointer)}: {problem}. {remedy}");

    /// <summary>A member, or null when it is not there.</summary>
    public ScriptNode? Find(string name) =>
        Value.TryGetProperty(name, out JsonElement member) ? new ScriptNode(File, member, JsonText.Join(Pointer, name)) : null;

    /// <summary>A member that has to be there.</summary>
    public ScriptNode Need(string name, string remedy) => Find(name) ?? throw Fault($"\"{name}\" is missing", remedy);

    /// <summary>Demands an object with no other members than these.</summary>
    public ScriptNode Object(params ReadOnlySpan<string> names)
    {
        Kind(JsonValueKind.Object, "an object", names.Length == 0 ? "Write {}." : $"Its members are {string.Join(", ", names)}.");
        foreach (JsonProperty member in Value.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                throw (this with { Pointer = JsonText.Join(Pointer, member.Name) }).Fault($"there is no member \"{member.Name}\" here", $"Known are {string.Join(", ", names)}.");
            }
        }

        return this;
    }

    /// <summary>Demands an object with any members.</summary>
    public JsonElement AnyObject(string remedy) => Kind(JsonValueKind.Object, "an object", remedy);

    /// <summary>The members of an object, each with its place.</summary>
    public IEnumerable<(string Name, ScriptNode Node)> Members(string remedy)
    {
        ScriptNode self = this;
        return AnyObject(remedy).EnumerateObject().Select(m => (m.Name, new ScriptNode(self.File, m.Value, JsonText.Join(self.Pointer, m.Name))));
    }

    /// <summary>The items of an array, each with its place.</summary>
    public IReadOnlyList<ScriptNode> Items(string remedy)
    {
        ScriptNode self = this;
        return [.. Kind(JsonValueKind.Array, "an array", remedy).EnumerateArray().Select((item, i) => new ScriptNode(self.File, item, string.Create(CultureInfo.InvariantCulture, $"{self.Pointer}/{i}")))];
    }

    /// <summary>Demands a string.</summary>
    public string Text(string remedy)
    {
        Kind(JsonValueKind.String, "a string", remedy);
        return JsonText.TryGetString(Value, out string text) ? text : throw Fault("the text holds half a surrogate pair", remedy);
    }

    /// <summary>Demands a whole number in a range.</summary>
    public long Integer(long min, long max, string remedy) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out long number) && number >= min && number <= max
            ? number
            : throw Fault($"{JsonText.Shorten(Value)} is not a whole number from {min} to {max}", remedy);

    /// <summary>Demands <c>true</c>, the only sense of a flag that is written down; <c>false</c> is as good as nothing.</summary>
    public bool Flag() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Fault($"{JsonText.Shorten(Value)} is not true or false", "Write true, or leave the member out.");

    private JsonElement Kind(JsonValueKind kind, string name, string remedy) =>
        Value.ValueKind == kind ? Value : throw Fault($"{JsonText.Shorten(Value)} is not {name}", remedy);
}
