using System.Text.Json;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Matching;

/// <summary>One match in progress: what templates may refer to, and the captures that count only if the whole matches.</summary>
internal sealed class MatchContext(ValueScope scope)
{
    private readonly List<(string Name, JsonElement Value)> _captures = [];

    /// <summary>The captures of the run so far.</summary>
    public ValueScope Scope { get; } = scope;

    /// <summary>Where to come back to when an alternative does not fit.</summary>
    public int Mark => _captures.Count;

    /// <summary>Remembers a value, provisionally.</summary>
    public void Capture(string name, JsonElement value) => _captures.Add((name, value));

    /// <summary>Forgets what was captured since the mark.</summary>
    public void Rewind(int mark) => _captures.RemoveRange(mark, _captures.Count - mark);

    /// <summary>Makes the captures part of the run.</summary>
    public void Commit()
    {
        foreach ((string name, JsonElement value) in _captures)
        {
            Scope.Capture(name, value);
        }
    }
}
