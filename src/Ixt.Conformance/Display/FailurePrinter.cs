using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>Prints what failed, so that it can be understood and repeated from the text alone.</summary>
/// <remarks>Runs that failed in the very same way are told once: a module that answers no init fails every case, for one reason.</remarks>
internal sealed class FailurePrinter(IAnsiConsole console, string program)
{
    private const int MaxDetailed = 20;
    private const int MaxListed = 12;

    /// <summary>Prints all failures of a run.</summary>
    public void Print(IReadOnlyList<RunResult> results)
    {
        List<IGrouping<(string Testee, Verdict Verdict, string What), RunResult>> groups =
        [
            .. results
                .Where(r => r.Verdict.IsFailure() || r.Verdict is Verdict.HarnessError or Verdict.UnexpectedPass or Verdict.Weak)
                .GroupBy(r => (r.Testee, r.Verdict, What: r.Failure is { } f ? $"{(IsCommon(f) ? string.Empty : r.Case.Id)}{f.Summary}" : $"{r.Reason}")),
        ];
        foreach (IGrouping<(string, Verdict, string), RunResult> group in groups.Take(MaxDetailed))
        {
            PrintGroup([.. group]);
        }

        if (groups.Count > MaxDetailed)
        {
            console.WriteLine();
            console.WriteLine($"… and {groups.Count - MaxDetailed} further failures of other kinds; --report html=FILE shows all of them:");
            foreach (IGrouping<(string, Verdict, string), RunResult> group in groups.Skip(MaxDetailed).Take(MaxDetailed * 5))
            {
                console.WriteLine($"  {Title(group.First())}");
            }
        }
    }

    /// <summary>Prints one run in full.</summary>
    public void PrintOne(RunResult result)
    {
        console.WriteLine();
        console.WriteLine($"✗ {Title(result)}", new Style(result.Verdict == Verdict.Weak ? Color.Yellow : Color.Red));
        console.WriteLine($"  {result.Case.Title}");
        foreach (Requirement requirement in result.Case.Requirements)
        {
            console.WriteLine($"  {requirement.Id} ({requirement.Role}, {requirement.Provenance}): {requirement.Sentence}");
        }

        if (result.Reason is { } reason)
        {
            console.WriteLine($"  {reason}");
        }

        if (result.Failure is { } failure)
        {
            PrintFailure(result, failure);
        }

        if (result.RepeatOptions.Length > 0)
        {
            console.WriteLine($"  repeat    {program} run {result.RepeatOptions}");
        }
    }

    private void PrintFailure(RunResult result, Failure failure)
    {
        foreach (string line in TimelineText.Lines(result.Conversation, untilWrong: true))
        {
            console.WriteLine($"  {line}");
        }

        console.WriteLine($"  {failure.Stage}{(failure.Pointer is { Length: > 0 } p ? $", at {p}" : string.Empty)}{(failure.Note is { } note ? $": {note}" : string.Empty)}");
        console.WriteLine($"  expected  {failure.Expected}");
        console.WriteLine($"  got       {failure.Got}");
        foreach (string violation in result.SchemaViolations)
        {
            console.WriteLine($"  schema    {violation}");
        }

        if (failure.Hint is { } hint)
        {
            console.WriteLine($"  hint      {hint}", new Style(Color.Aqua));
        }

        foreach (string line in result.Stderr.TakeLast(10))
        {
            console.WriteLine($"  stderr    {line}");
        }
    }

    private void PrintGroup(IReadOnlyList<RunResult> same)
    {
        PrintOne(same[0]);
        if (same.Count > 1)
        {
            IEnumerable<string> names = same.Skip(1).Take(MaxListed).Select(r => $"{r.Case.Id}@{r.Framing.ToString().ToLowerInvariant()}");
            console.WriteLine($"  the same in {same.Count - 1} more: {string.Join(", ", names)}{(same.Count - 1 > MaxListed ? ", …" : string.Empty)}");
        }
    }

    // What goes wrong before or after a case's own steps has one reason for all cases.
    private static bool IsCommon(Failure failure) =>
        failure.Stage == "start" || failure.Stage.StartsWith("begin", StringComparison.Ordinal) || failure.Stage.StartsWith("end", StringComparison.Ordinal);

    private static string Title(RunResult result) =>
        $"{result.Testee} · {result.Case.Id} · {result.Framing.ToString().ToLowerInvariant()} · {result.Verdict.Name().ToUpperInvariant()} ({result.Case.Level.ToString().ToUpperInvariant()})";
}
