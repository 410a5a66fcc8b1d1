using System.Text.Json;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Matching;

/// <summary>Assigns frames to matchers, in any order, as they arrive.</summary>
/// <remarks>
/// A frame that fits two matchers must not take the one that a later frame needs, so earlier choices are revised
/// (augmenting paths of a bipartite matching) and a frame is refused only when no assignment has room for it.
/// </remarks>
internal sealed class AnyOrderMatcher(IReadOnlyList<JsonElement> expected, ValueScope scope)
{
    private readonly List<(JsonElement Frame, bool[] Fits)> _frames = [];
    private readonly int[] _takenBy = [.. Enumerable.Repeat(-1, expected.Count)];

    /// <summary>Whether every matcher has its frame.</summary>
    public bool IsComplete => _frames.Count == expected.Count;

    /// <summary>The matchers that still wait for a frame.</summary>
    public IEnumerable<JsonElement> Missing => expected.Where((_, i) => _takenBy[i] < 0);

    /// <summary>Takes one more frame.</summary>
    /// <returns>Null when it has a place; else why not, against the matcher it resembles most.</returns>
    public Mismatch? Add(JsonElement frame)
    {
        _frames.Add((frame, [.. expected.Select(e => JsonMatcher.Fits(e, frame, scope))]));
        if (TryPlace(_frames.Count - 1, new bool[expected.Count]))
        {
            return null;
        }

        _frames.RemoveAt(_frames.Count - 1);
        List<JsonElement> open = [.. Missing];
        if (open.Count == 1)
        {
            return JsonMatcher.Match(open[0], frame, new MatchContext(scope), string.Empty, exactly: false)
                ?? new Mismatch(string.Empty, MatcherText.Describe(open[0]), JsonText.Shorten(frame));
        }

        return new Mismatch(string.Empty, $"one of the {open.Count} still missing: {string.Join(" | ", open.Select(MatcherText.Describe))}", JsonText.Shorten(frame));
    }

    /// <summary>Keeps the captures of the final assignment.</summary>
    public void Commit()
    {
        for (int i = 0; i < expected.Count; i++)
        {
            JsonMatcher.Match(expected[i], _frames[_takenBy[i]].Frame, scope);
        }
    }

    private bool TryPlace(int frame, bool[] visited)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            if (!visited[i] && _frames[frame].Fits[i])
            {
                visited[i] = true;
                if (_takenBy[i] < 0 || TryPlace(_takenBy[i], visited))
                {
                    _takenBy[i] = frame;
                    return true;
                }
            }
        }

        return false;
    }
}
