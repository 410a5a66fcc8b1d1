using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>Compares the service calls of two implementations.</summary>
internal sealed class CallJudge(CallRules rules, IReadOnlyList<CompareStep> steps)
{
    private const string NoCall = "no such call";

    private readonly ValueComparer _comparer = new(rules.Values);

    /// <summary>The calls that are counted and ordered.</summary>
    public IReadOnlyList<ServiceCall> Counted(Performance performance) => [.. performance.Calls.Where(c => !rules.Repeated.Any(r => Fits(r, c)))];

    /// <summary>Where they part: the first place, for after it nothing can be told apart.</summary>
    public IReadOnlyList<Difference> Judge(Performance reference, Performance other)
    {
        List<Difference> found = [.. rules.Repeated.SelectMany(r => Repeated(r, reference, other))];
        IReadOnlyList<ServiceCall> left = Counted(reference);
        IReadOnlyList<ServiceCall> right = Counted(other);
        found.AddRange(rules.Unordered ? Unordered(left, right, reference, other) : Ordered(left, right, reference, other));
        return found;
    }

    private IEnumerable<Difference> Ordered(IReadOnlyList<ServiceCall> left, IReadOnlyList<ServiceCall> right, Performance reference, Performance other)
    {
        for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"call {i + 1}");
            if (i >= left.Count || i >= right.Count)
            {
                ServiceCall? a = left.ElementAtOrDefault(i);
                ServiceCall? b = right.ElementAtOrDefault(i);
                string next = b is null
                    ? $"Make {other.Implementation} call that, too."
                    : $"{other.Implementation} makes a call more than {reference.Implementation}: leave it out.";
                yield return new Difference(null, what, null, [Show(reference, a), Show(other, b, wrong: true)], next);
                yield break;
            }

            if (_comparer.Compare(left[i].Call, right[i].Call).FirstOrDefault() is { } difference)
            {
                bool elsewhere = right.Any(c => !_comparer.Compare(left[i].Call, c.Call).Any()) && left.Any(c => !_comparer.Compare(c.Call, right[i].Call).Any());
                string next = elsewhere
                    ? "Both make these calls, in another order. If the order means nothing (handlers that interleave), set \"unordered_calls\": true."
                    : difference.SameInside
                        ? $"The JSON inside is the same, only written differently. Name {difference.Pointer} in the script's calls_json64."
                        : $"Make {other.Implementation} call as {reference.Implementation} does, or, if this may differ, name {difference.Pointer} in the script's calls_differ.";
                yield return new Difference(difference.Pointer, what, null, [Show(reference, left[i]), Show(other, right[i], wrong: true)], next);
                yield break;
            }
        }
    }

    private IEnumerable<Difference> Unordered(IReadOnlyList<ServiceCall> left, IReadOnlyList<ServiceCall> right, Performance reference, Performance other)
    {
        List<ServiceCall> rest = [.. right];
        List<ServiceCall> missing = [];
        foreach (ServiceCall call in left)
        {
            int at = rest.FindIndex(c => !_comparer.Compare(call.Call, c.Call).Any());
            if (at < 0)
            {
                missing.Add(call);
            }
            else
            {
                rest.RemoveAt(at);
            }
        }

        foreach (ServiceCall call in missing.Take(1))
        {
            // The call that is most alike is most likely the one that was meant.
            ServiceCall? alike = rest.MinBy(c => _comparer.Compare(call.Call, c.Call).Count());
            yield return new Difference(null, "calls, in any order", null, [Show(reference, call), Show(other, alike, wrong: true)], $"Make {other.Implementation} call that, too.");
        }

        if (missing.Count == 0 && rest.Count > 0)
        {
            yield return new Difference(null, "calls, in any order", null, [Show(reference, null), Show(other, rest[0], wrong: true)], $"{other.Implementation} makes a call more than {reference.Implementation}: leave it out.");
        }
    }

    private static IEnumerable<Difference> Repeated(JsonElement matcher, Performance reference, Performance other)
    {
        foreach (Performance silent in new[] { reference, other }.Where(p => !p.Calls.Any(c => Fits(matcher, c))))
        {
            List<Side> sides = [.. new[] { reference, other }.Select(p => new Side(p.Implementation, $"{p.Calls.Count(c => Fits(matcher, c))} of them", p == silent))];
            yield return new Difference(null, $"repeated call {MatcherText.Describe(matcher)}", null, sides, $"{silent.Implementation} never makes it. If it makes it later than the script looks, wait for it with a step {{\"service\": …}}.");
        }
    }

    private static bool Fits(JsonElement matcher, ServiceCall call) => JsonMatcher.Fits(matcher, call.Call, new ValueScope());

    private Side Show(Performance performance, ServiceCall? call, bool wrong = false) =>
        new(performance.Implementation, call is null ? NoCall : $"{JsonText.Shorten(call.Call, limit: 400)} during {steps[Math.Min(call.Step, steps.Count - 1)].Title}", wrong);
}
