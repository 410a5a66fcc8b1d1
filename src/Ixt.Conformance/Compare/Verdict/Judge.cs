using System.Globalization;
using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>Compares what several implementations did with one script.</summary>
internal static class Judge
{
    /// <summary>Title of the row of service calls.</summary>
    public const string CallsRow = "service calls";

    /// <summary>Title of the row of log lines.</summary>
    public const string LogRow = "log lines";

    /// <summary>Title of the row of the exit code.</summary>
    public const string ExitRow = "exit code";

    private const int ShownAnswer = 100;

    /// <summary>The comparison, row by row.</summary>
    /// <param name="script">The script.</param>
    /// <param name="framing">The framing it was played in.</param>
    /// <param name="performances">The reference's first.</param>
    public static Comparison Compare(CompareScript script, Framing framing, IReadOnlyList<Performance> performances)
    {
        string[] names = [.. performances.Select(p => p.Implementation)];
        AnswerJudge answers = new(names, [.. names.Select(_ => new ValueScope())]);
        List<ComparedRow> rows = [];
        for (int i = 0; i < script.Steps.Count; i++)
        {
            rows.Add(Step(script.Steps[i], i, performances, answers));
        }

        // A side that was stopped has not done what comes after; to compare that would only hide the cause.
        if (performances.All(p => p.Stop is null))
        {
            rows.Add(Calls(script, performances));
            if (script.Log is { } log)
            {
                rows.Add(Log(log, performances));
            }
        }

        rows.Add(Frames(performances));
        rows.Add(Exit(script, performances));
        return new Comparison(script, framing, performances, rows);
    }

    private static ComparedRow Step(CompareStep step, int at, IReadOnlyList<Performance> performances, AnswerJudge judge)
    {
        List<Difference> found = [];
        bool reached = performances.All(p => p.Stop is null || p.Stop.Step >= at);
        if (performances.Any(p => p.Stop?.Step == at))
        {
            found.AddRange(Stopped(at, performances));
        }

        (Expectation? Expect, string? What)[] asked = step switch
        {
            CompareStep.Request request => [(request.Expect, null)],
            CompareStep.Answer answer => [(answer.Expect, null)],
            CompareStep.Together together => [.. together.Requests.Select((r, i) => (r.Expect, (string?)string.Create(CultureInfo.InvariantCulture, $"{r.Title} ({i + 1} of {together.Requests.Count})")))],
            _ => [],
        };
        string? shown = null;
        for (int part = 0; part < asked.Length; part++)
        {
            if (asked[part].Expect is not { } expect)
            {
                continue;
            }

            JsonElement?[] given = [.. performances.Select(p => p.Answers.TryGetValue((at, part), out JsonElement answer) ? answer : (JsonElement?)null)];
            found.AddRange(judge.Judge(expect, given, asked[part].What));
            shown = asked.Length == 1 && given[0] is { } first ? Show(first) : $"{asked.Length} answers";
        }

        return new ComparedRow(at == 0 ? null : at, step.Title, shown, reached, found);
    }

    private static string Show(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out JsonElement code))
        {
            return JsonText.TryGetString(code, out string text) ? text : "error";
        }

        return answer.TryGetProperty("data", out JsonElement data) ? JsonText.Shorten(data, ShownAnswer) : JsonText.Shorten(answer, ShownAnswer);
    }

    private static IEnumerable<Difference> Stopped(int at, IReadOnlyList<Performance> performances)
    {
        foreach (IGrouping<string, Performance> group in performances.Where(p => p.Stop?.Step == at).GroupBy(p => p.Stop!.Expected))
        {
            List<Side> sides = [.. performances.Select(p => new Side(p.Implementation, p.Stop?.Step == at ? p.Stop.Got : p.Stop is null || p.Stop.Step > at ? "got that" : "was stopped before", p.Stop?.Step == at))];
            string next = group.Any(p => p.Stop!.Output.Count > 0)
                ? "Read the last lines that it wrote, below."
                : "It wrote nothing to stderr. Start it alone, or look at the conversation with --report html=FILE.";
            yield return new Difference(null, null, group.Key, sides, next)
            {
                Output = [.. group.SelectMany(p => p.Stop!.Output.Select(l => $"{p.Implementation}: {l}"))],
            };
        }
    }

    private static ComparedRow Calls(CompareScript script, IReadOnlyList<Performance> performances)
    {
        CallJudge judge = new(script.Calls, script.Steps);
        string number = string.Create(CultureInfo.InvariantCulture, $"{judge.Counted(performances[0]).Count}{(script.Calls.Unordered ? ", in any order" : ", in order")}{(script.Calls.Repeated.Count > 0 ? ", and repeated ones" : string.Empty)}");
        return new ComparedRow(null, CallsRow, number, Reached: true, [.. performances.Skip(1).SelectMany(p => judge.Judge(performances[0], p))]);
    }

    private static ComparedRow Log(LogRules log, IReadOnlyList<Performance> performances)
    {
        IReadOnlyList<string> reference = log.Of(performances[0].Stderr);
        List<Difference> found = [];
        foreach (Performance other in performances.Skip(1))
        {
            IReadOnlyList<string> lines = log.Of(other.Stderr);
            int at = Enumerable.Range(0, Math.Max(reference.Count, lines.Count)).FirstOrDefault(i => reference.ElementAtOrDefault(i) != lines.ElementAtOrDefault(i), -1);
            if (at >= 0)
            {
                Side[] sides =
                [
                    new(performances[0].Implementation, reference.ElementAtOrDefault(at) ?? "no such line", false),
                    new(other.Implementation, lines.ElementAtOrDefault(at) ?? "no such line", true),
                ];
                found.Add(new Difference(null, string.Create(CultureInfo.InvariantCulture, $"line {at + 1}"), null, sides, $"Make {other.Implementation} log as {performances[0].Implementation} does, or leave lines out with \"stderr\": {{\"except\": [\"…\"]}}."));
            }
        }

        return new ComparedRow(null, LogRow, string.Create(CultureInfo.InvariantCulture, $"{reference.Count}"), Reached: true, found);
    }

    private static ComparedRow Frames(IReadOnlyList<Performance> performances)
    {
        List<Difference> found = [];
        foreach (string violation in performances.SelectMany(p => p.Violations).Distinct(StringComparer.Ordinal))
        {
            // What the original does, too, is not the port's doing.
            if (!performances[0].Violations.Contains(violation))
            {
                found.Add(new Difference(null, violation, null, [.. performances.Select(p => new Side(p.Implementation, p.Violations.Contains(violation) ? "sent it" : "did not", p.Violations.Contains(violation)))], "The protocol does not allow that (spec/PROTOCOL.md); run the suite against the module."));
            }
        }

        return new ComparedRow(null, "frames", "as the protocol has them", Reached: true, found);
    }

    private static ComparedRow Exit(CompareScript script, IReadOnlyList<Performance> performances)
    {
        string expected = script.Exit.ToString(CultureInfo.InvariantCulture);
        List<Difference> found = [];
        if (performances.Any(p => p.Stop is null && p.Exit != script.Exit))
        {
            List<Side> sides = [.. performances.Select(p => new Side(p.Implementation, p.Exit is { } code ? ExitCodes.Describe(code) : "did not end by itself", p.Stop is null && p.Exit != script.Exit))];
            string next = sides[0].Wrong
                ? "The reference does not end as the script says: correct \"exit\"."
                : $"Make {string.Join(" and ", sides.Where(s => s.Wrong).Select(s => s.Implementation))} end with {expected}.";
            found.Add(new Difference(null, null, expected, sides, next));
        }

        return new ComparedRow(null, ExitRow, expected, performances.All(p => p.Stop is null), found);
    }
}
