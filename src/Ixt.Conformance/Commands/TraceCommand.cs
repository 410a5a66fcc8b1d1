using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Display;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary><c>trace CASE</c>: runs a case and prints the conversation.</summary>
internal static class TraceCommand
{
    /// <summary>The command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        CommonOptions options = new();
        Argument<string> glob = new("case") { Description = "The id of a case, or a pattern." };
        Command command = new("trace", "Run a case and print the conversation, with times and directions.") { glob };
        foreach (Option option in options.OfTesting)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            RunRequest request = options.Read(parsed);
            return ExecuteAsync(request with { Selection = request.Selection with { Globs = [new CaseGlob(parsed.GetValue(glob)!)] } }, console, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(RunRequest request, IAnsiConsole console, CancellationToken cancellationToken)
    {
        RunOutcome outcome = await SuiteRun.RunAsync(request, new SilentProgress(console), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        foreach (Column column in outcome.Columns.Where(c => c.Missing is not null))
        {
            console.WriteLine($"{column.Name}: {column.Missing}");
        }

        FailurePrinter failures = new(console, ProgramName.Of(outcome.Suite.Spec));
        foreach (RunResult result in outcome.Results)
        {
            console.WriteLine();
            console.WriteLine($"{result.Testee} · {result.Case.Id} · {result.Framing.ToString().ToLowerInvariant()} · {result.Verdict.Name()}{(result.Reason is { } reason ? $": {reason}" : string.Empty)}", new Style(decoration: Decoration.Bold));
            foreach (string line in TimelineText.Lines(result.Conversation, untilWrong: false))
            {
                console.WriteLine(line);
            }

            if (result.Failure is not null)
            {
                failures.PrintOne(result with { Conversation = [] });
            }
        }

        return (int)outcome.ExitCode;
    }
}
