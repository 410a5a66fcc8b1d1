using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare;
using Ixt.Conformance.Compare.Display;
using Ixt.Conformance.Compare.Measuring;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Reports;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Compare.Verdict;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Reports;
using Ixt.Conformance.Testees;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary><c>compare</c>: puts one script to two or more implementations of a module and says where they part.</summary>
internal static class CompareCommand
{
    private const string ScriptFile = "script.json";

    /// <summary>The command.</summary>
    public static Command Create(IAnsiConsole console, TextWriter error)
    {
        CompareOptions options = new();
        Command command = new("compare", "Put the same script to two implementations of a module and say where they part. Exit codes: 0 the same, 1 different, 2 usage or a bad script, 5 an implementation is missing.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(options.Read(parsed), console, error, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(CompareRequest request, IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
    {
        SpecDirectory spec = SpecDirectory.Find(request.SpecDirectory);
        ComparisonRun run = await ComparisonRun.CreateAsync(spec, TimeLimits.Scaled(request.TimeoutScale), cancellationToken).ConfigureAwait(false);
        try
        {
            return (int)await CompareAllAsync(request, run, console, cancellationToken).ConfigureAwait(false);
        }
        catch (TesteeStartException e)
        {
            await error.WriteLineAsync($"{e.Message}.").ConfigureAwait(false);
            return (int)ExitCode.CannotStart;
        }
    }

    private static async Task<ExitCode> CompareAllAsync(CompareRequest request, ComparisonRun run, IAnsiConsole console, CancellationToken cancellationToken)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();

        // Everything is read before anything is started: a script that is wrong is told at once.
        List<(string Name, CompareScript Script, IReadOnlyList<ModuleCommand> Implementations)> work = [];
        foreach (string path in request.Paths)
        {
            work.Add(await PrepareAsync(path, request, run, cancellationToken).ConfigureAwait(false));
        }

        ComparisonPrinter printer = new(console);
        List<ScriptReport> reports = [];
        foreach ((string name, CompareScript script, IReadOnlyList<ModuleCommand> implementations) in work)
        {
            List<Comparison> comparisons = [];
            foreach (Framing framing in request.Framings)
            {
                comparisons.Add(await run.CompareAsync(script, implementations, framing, cancellationToken).ConfigureAwait(false));
            }

            printer.Print(name, comparisons, steps: work.Count == 1);
            reports.Add(CompareReportBuilder.Script(name, implementations, comparisons, await MeasureAsync(name, script, implementations, request, comparisons, console, cancellationToken).ConfigureAwait(false)));
        }

        int different = reports.Count(r => !r.Same);
        if (reports.Count > 1)
        {
            console.WriteLine(different == 0 ? $"All {reports.Count} the same." : $"{different} of {reports.Count} differ.", new Style(different == 0 ? Color.Green : Color.Red));
        }

        ExitCode code = different == 0 ? ExitCode.Conformant : ExitCode.Failures;
        foreach (ReportRequest report in request.Reports)
        {
            await CompareReportFile.WriteAsync(new CompareReport(ReportBuilder.RunnerVersion, started, (int)code, reports), report, cancellationToken).ConfigureAwait(false);
            console.WriteLine($"{report.Format}: {report.File}");
        }

        return code;
    }

    private static async Task<Measurement?> MeasureAsync(string name, CompareScript script, IReadOnlyList<ModuleCommand> implementations, CompareRequest request, IReadOnlyList<Comparison> comparisons, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (request.Measure == 0)
        {
            return null;
        }

        if (comparisons.Any(c => c.Performances.Any(p => p.Stop is not null)))
        {
            console.WriteLine($"{name}: not measured, since not all got to the end.", new Style(Color.Yellow));
            return null;
        }

        try
        {
            Measurement measured = await new Measurer(TimeLimits.Scaled(request.TimeoutScale)).MeasureAsync(script, implementations, request.Framings[^1], request.Measure, request.Repeat, cancellationToken).ConfigureAwait(false);
            MeasurementPrinter.Print(console, name, measured);
            return measured;
        }
        catch (StoppedException e)
        {
            console.WriteLine($"{name}: not measured: {e.Message}.", new Style(Color.Yellow));
            return null;
        }
    }

    private static async Task<(string, CompareScript, IReadOnlyList<ModuleCommand>)> PrepareAsync(string path, CompareRequest request, ComparisonRun run, CancellationToken cancellationToken)
    {
        if (request.Commands.Count > 0)
        {
            string file = Directory.Exists(path) ? Path.Combine(path, ScriptFile) : path;
            return (Path.GetFileName(file) == ScriptFile ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))!) : Path.GetFileNameWithoutExtension(file), await run.LoadAsync(file, cancellationToken).ConfigureAwait(false), request.Commands);
        }

        if (!Directory.Exists(path))
        {
            throw new FormatException(File.Exists(path)
                ? $"{path} is a script: say what to compare with --command reference=\"…\" --command port=\"…\", or name the folder of a pair."
                : $"{path}: there is no such folder or script.");
        }

        PairFolder folder = PairFolder.At(path);
        return (folder.Name, await run.LoadAsync(Path.Combine(path, ScriptFile), cancellationToken).ConfigureAwait(false), folder.Implementations(run.Spec.Home, request.Published));
    }
}
