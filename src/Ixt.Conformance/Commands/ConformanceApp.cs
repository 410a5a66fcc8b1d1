using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Display;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary>The program: reads the command line, runs a command, turns every ending into an exit code.</summary>
internal static class ConformanceApp
{
    /// <summary>Runs the program with the process's console.</summary>
    public static Task<int> RunAsync(string[] args, CancellationToken cancellationToken) =>
        RunAsync(args, Consoles.Standard(), Console.Error, cancellationToken);

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line; nothing at all means <c>run</c>.</param>
    /// <param name="console">Where everything is printed.</param>
    /// <param name="error">Where faults of usage and of the suite are printed.</param>
    /// <param name="cancellationToken">Ends all testees and gives up.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
    {
        ParseResult parsed = Root(console, error).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message))
            {
                await error.WriteLineAsync(message).ConfigureAwait(false);
            }

            await error.WriteLineAsync("Try --help.").ConfigureAwait(false);
            return (int)ExitCode.Usage;
        }

        try
        {
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, Output = new ConsoleWriter(console), Error = error };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return (int)ExitCode.Usage;
        }
        catch (SuiteFaultException e)
        {
            await error.WriteLineAsync($"The suite itself is at fault:{Environment.NewLine}{e.Message}").ConfigureAwait(false);
            return (int)ExitCode.SuiteFault;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted.").ConfigureAwait(false);
            return (int)ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last word of a program: whatever went wrong is told and has its own exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"The runner failed: {e}").ConfigureAwait(false);
            return (int)ExitCode.SuiteFault;
        }
    }

    private static RootCommand Root(IAnsiConsole console, TextWriter error)
    {
        RootCommand root = new("Tests implementations of the IXT process protocol against spec/PROTOCOL.md. Exit codes: 0 conformant, 1 failures, 2 usage, 3 stale expected failures, 4 fault of the suite, 5 an implementation does not start, 6 nothing ran.");
        Command run = RunCommand.Create(console);
        root.Add(run);
        root.Add(ListCommand.Create(console));
        root.Add(ExplainCommand.Create(console));
        root.Add(TraceCommand.Create(console));
        root.Add(CompareCommand.Create(console, error));

        // Without a command the options are those of run.
        CommonOptions options = new();
        foreach (Option option in options.All)
        {
            root.Add(option);
        }

        root.SetAction((parsed, cancellationToken) => RunCommand.ExecuteAsync(options.Read(parsed), console, cancellationToken));
        return root;
    }
}
