using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare;
using Ixt.Conformance.Compare.Display;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Compare.Verdict;
using Ixt.Conformance.Execution;
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
        List<(string Name, CompareScript Script, IReadOnlyList<ModuleCommand> Implementations)> work = [];
        foreach (string path in request.Paths)
        {
            try
            {
                work.Add(await PrepareAsync(path, request, run, cancellationToken).ConfigureAwait(false));
            }
            catch (TesteeStartException e)
            {
                await error.WriteLineAsync($"{e.Message}.").ConfigureAwait(false);
                return (int)ExitCode.CannotStart;
            }
        }

        ComparisonPrinter printer = new(console);
        bool same = true;
        foreach ((string name, CompareScript script, IReadOnlyList<ModuleCommand> implementations) in work)
        {
            List<Comparison> comparisons = [];
            foreach (Framing framing in request.Framings)
            {
                try
                {
                    comparisons.Add(await run.CompareAsync(script, implementations, framing, cancellationToken).ConfigureAwait(false));
                }
                catch (TesteeStartException e)
                {
                    await error.WriteLineAsync($"{e.Message}.").ConfigureAwait(false);
                    return (int)ExitCode.CannotStart;
                }
            }

            printer.Print(name, comparisons, steps: work.Count == 1);
            same &= comparisons.All(c => c.Same);
        }

        return (int)(same ? ExitCode.Conformant : ExitCode.Failures);
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
