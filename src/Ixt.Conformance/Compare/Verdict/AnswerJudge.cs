using System.Text.Json;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>Compares the answers to one request with what the script expects and with each other.</summary>
/// <param name="names">The implementations, the reference first.</param>
/// <param name="scopes">What each one's answers have captured so far.</param>
internal sealed class AnswerJudge(IReadOnlyList<string> names, IReadOnlyList<ValueScope> scopes)
{
    private const int MaxDifferences = 5;

    /// <summary>Where they part.</summary>
    /// <param name="expect">What the script says.</param>
    /// <param name="answers">In the order of the names; null for one that did not get there.</param>
    /// <param name="what">Which of several requests of a step it is.</param>
    public IReadOnlyList<Difference> Judge(Expectation expect, IReadOnlyList<JsonElement?> answers, string? what)
    {
        // By pointer: where an answer parts from the script, it mostly parts from the other answer as well.
        Dictionary<string, (Mismatch? Mismatch, bool SameInside, HashSet<int> Wrong)> places = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (answers[i] is { } answer && JsonMatcher.Match(expect.Matcher, answer, scopes[i]) is { } mismatch)
            {
                HashSet<int> wrong = places.TryGetValue(mismatch.Pointer, out var known) ? known.Wrong : [];
                wrong.Add(i);
                places[mismatch.Pointer] = (mismatch, false, wrong);
            }
        }

        ValueComparer comparer = new(expect.Rules);
        for (int i = 1; i < names.Count; i++)
        {
            if (answers[0] is not { } reference || answers[i] is not { } other)
            {
                continue;
            }

            foreach (ValueDifference difference in comparer.Compare(reference, other).Take(MaxDifferences))
            {
                (Mismatch? mismatch, bool sameInside, HashSet<int> wrong) = places.TryGetValue(difference.Pointer, out var known) ? known : (null, false, []);
                if (mismatch is null)
                {
                    wrong.Add(i);
                }

                places[difference.Pointer] = (mismatch, sameInside || difference.SameInside, wrong);
            }
        }

        return [.. places.Select(p => ToDifference(p.Key, p.Value.Mismatch, p.Value.SameInside, p.Value.Wrong, answers, what))];
    }

    private Difference ToDifference(string pointer, Mismatch? mismatch, bool sameInside, HashSet<int> wrong, IReadOnlyList<JsonElement?> answers, string? what)
    {
        List<Side> sides = [.. names.Select((name, i) => new Side(name, answers[i] is null ? "no answer" : PointedValue.Show(answers[i], pointer), wrong.Contains(i)))];
        string next = wrong.Contains(0)
            ? names.Count == wrong.Count
                ? "They agree; it is the script that expects something else. Correct its expect."
                : $"The reference ({names[0]}) itself does not do what the script expects. Correct the expect, or the reference."
            : sameInside
                ? $"The JSON inside is the same, only written differently. Name {pointer} in the step's json64."
                : mismatch is null
                    ? $"Make {Wrong(sides)} answer as {names[0]} does, or, if this may differ, name {pointer} in the step's differs with a matcher in expect."
                    : $"Make {Wrong(sides)} answer as {names[0]} does.";
        return new Difference(pointer, what, mismatch?.Expected, sides, next);
    }

    private static string Wrong(IEnumerable<Side> sides) => string.Join(" and ", sides.Where(s => s.Wrong).Select(s => s.Implementation));
}
