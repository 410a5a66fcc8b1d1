using System.CommandLine;
using System.Globalization;
using Ixt.Conformance.Display;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Reports;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary><c>run</c>: puts the suite to the implementations.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        CommonOptions options = new();
        Command command = new("run", "Run the suite (the default) and print the matrix.");
        foreach (Option option in options.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => ExecuteAsync(options.Read(parsed), console, cancellationToken));
        return command;
    }

    /// <summary>Runs, prints, writes the reports.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(RunRequest request, IAnsiConsole console, CancellationToken cancellationToken)
    {
        IProgressDisplay display = Consoles.Progress(console, request.Testees.Attach);
        RunOutcome outcome = await SuiteRun.RunAsync(request, display, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        new FailurePrinter(console, ProgramName.Of(outcome.Suite.Spec)).Print(outcome.Results);
        MatrixPrinter.Print(console, outcome);
        foreach (string stale in outcome.StaleExpectations)
        {
            console.WriteLine($"expected failures: {stale}", new Style(Color.Red));
        }

        foreach (ReportRequest report in request.Reports)
        {
            await ReportFile.WriteAsync(outcome, report, cancellationToken).ConfigureAwait(false);
            console.WriteLine($"{report.Format}: {report.File}");
        }

        console.WriteLine(Verdict(outcome), new Style(outcome.ExitCode == ExitCode.Conformant ? Color.Green : Color.Red));
        return (int)outcome.ExitCode;
    }

    private static string Verdict(RunOutcome outcome)
    {
        int ran = outcome.Results.Count(r => r.Verdict.WasRun());
        int failed = outcome.Results.Count(r => r.Verdict.IsFailure());
        string summary = outcome.ExitCode switch
        {
            ExitCode.Conformant => "Conformant",
            ExitCode.Failures => $"{failed} of {ran} runs failed",
            ExitCode.StaleExpectations => "The list of expected failures is stale",
            ExitCode.SuiteFault => "The suite itself is at fault",
            ExitCode.CannotStart => $"Could not start: {string.Join(", ", outcome.Columns.Where(c => c.DoesNotStart).Select(c => c.Name).Concat(outcome.MissingButWanted))}",
            _ => "Nothing was run",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{summary}: {ran} runs of {outcome.Results.Select(r => r.Case.Id).Distinct().Count()} cases in {outcome.Duration.TotalSeconds:0.0} s.");
    }
}
