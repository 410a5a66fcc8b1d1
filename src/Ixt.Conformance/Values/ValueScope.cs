using System.Text.Json;

namespace Ixt.Conformance.Values;

/// <summary>What a template may refer to: the captures of the run so far and, in <c>send_many</c>, the running number.</summary>
internal sealed class ValueScope
{
    private readonly Dictionary<string, JsonElement> _captures = new(StringComparer.Ordinal);

    /// <summary>The running number, or null outside of <c>send_many</c>.</summary>
    public int? Index { get; set; }

    /// <summary>Remembers a value under a name; a later one replaces it.</summary>
    public void Capture(string name, JsonElement value) => _captures[name] = value.Clone();

    /// <summary>The value remembered under that name.</summary>
    public bool TryGet(string name, out JsonElement value) => _captures.TryGetValue(name, out value);
}
