using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Baseline;

/// <summary>A list of failures that are known. It cannot rot: a run that passes and a line that means no run are red.</summary>
/// <remarks>Lines are <c>testee case-glob # reason</c>, or <c>testee case-glob@framing # reason</c>; the reason is required.</remarks>
internal sealed class ExpectedFailures
{
    private readonly IReadOnlyList<ExpectedFailure> _entries;

    private ExpectedFailures(IReadOnlyList<ExpectedFailure> entries) => _entries = entries;

    /// <summary>An empty list.</summary>
    public static ExpectedFailures None { get; } = new([]);

    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">A line cannot be read.</exception>
    public static ExpectedFailures Parse(string text)
    {
        List<ExpectedFailure> entries = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                entries.Add(ParseLine(line, i + 1));
            }
        }

        return new ExpectedFailures(entries);
    }

    /// <summary>Turns expected failures into <see cref="Verdict.ExpectedFail"/> and unexpected passes into <see cref="Verdict.UnexpectedPass"/>.</summary>
    public IReadOnlyList<RunResult> Apply(IReadOnlyList<RunResult> results) => [.. results.Select(Apply)];

    /// <summary>The lines that mean no run, in sentences. A line for a column or a case that was not asked for is left alone.</summary>
    /// <param name="results">All results.</param>
    /// <param name="columns">The columns that were asked for, the missing ones included.</param>
    /// <param name="cases">All cases of the suite.</param>
    /// <param name="selection">What was asked for.</param>
    public IReadOnlyList<string> Unmatched(IReadOnlyList<RunResult> results, IReadOnlyList<Column> columns, IReadOnlyList<ConformanceCase> cases, CaseSelection selection) =>
        [.. _entries.Where(e => IsUnmatched(e, results, columns, cases, selection)).Select(e => $"{e} means no case that was run ({e.Reason})")];

    private RunResult Apply(RunResult result)
    {
        if (_entries.FirstOrDefault(e => e.Matches(result)) is not { } entry)
        {
            return result;
        }

        return result.Verdict switch
        {
            Verdict.Pass => result with { Verdict = Verdict.UnexpectedPass, Reason = $"{entry} expects it to fail ({entry.Reason}); remove the line, or narrow it" },
            Verdict.Fail or Verdict.Timeout or Verdict.Crash or Verdict.Weak => result with { Verdict = Verdict.ExpectedFail, Reason = entry.Reason },
            _ => result,
        };
    }

    private static bool IsUnmatched(ExpectedFailure entry, IReadOnlyList<RunResult> results, IReadOnlyList<Column> columns, IReadOnlyList<ConformanceCase> cases, CaseSelection selection)
    {
        if (results.Any(r => r.Verdict.WasRun() && entry.Matches(r)))
        {
            return false;
        }

        List<ConformanceCase> meant = [.. cases.Where(entry.Cases.Matches)];
        bool columnIsOut = entry.Testee != "*" && columns.All(c => c.Name != entry.Testee || c.Missing is not null)
            && (columns.Any(c => c.Name == entry.Testee) || Testees.TesteeCatalog.BuiltIn.Contains(entry.Testee));
        bool casesAreOut = meant.Count > 0 && !meant.Any(selection.Includes);
        bool framingIsOut = entry.Framing is { } framing && !selection.Includes(framing);
        return !(meant.Count > 0 && (columnIsOut || casesAreOut || framingIsOut));
    }

    private static ExpectedFailure ParseLine(string line, int number)
    {
        string[] parts = line.Split('#', 2);
        string[] words = parts[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string reason = parts.Length == 2 ? parts[1].Trim() : string.Empty;
        if (words.Length != 2 || reason.Length == 0)
        {
            throw new FormatException($"Expected failures, line {number}: \"{line}\" is not of the form: testee case-glob # reason");
        }

        string[] glob = words[1].Split('@', 2);
        Framing? framing = null;
        if (glob.Length == 2)
        {
            framing = Enum.TryParse(glob[1], ignoreCase: true, out Framing parsed)
                ? parsed
                : throw new FormatException($"Expected failures, line {number}: there is no framing {glob[1]} (ndjson, length)");
        }

        return new ExpectedFailure(number, words[0], new CaseGlob(glob[0]), framing, reason);
    }
}
