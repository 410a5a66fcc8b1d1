using Ixt.NodeHost;

namespace Ixt.Conformance.Testees;

/// <summary>A JavaScript module in the Node-shaped host inside of the runner, over a real Unix socket.</summary>
/// <remarks>One parsed program for all runs; each run has an engine of its own.</remarks>
internal sealed class JintTestee(string name, string selector, NodeProgram program, IReadOnlyDictionary<string, string> environment) : ITestee
{
    // The runner's own limits, and its kill, come first; this only ends what no kill could.
    private static readonly TimeSpan _turnBudget = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => $"{program.EntryFile} in Jint";

    /// <inheritdoc/>
    public string Selector => selector;

    /// <inheritdoc/>
    public TesteeLimits Limits => TesteeLimits.None;

    /// <inheritdoc/>
    public RunningTestee Start(IReadOnlyDictionary<string, string?> changes, OutputCapture output)
    {
        Dictionary<string, string> all = new(environment, StringComparer.Ordinal);
        foreach ((string key, string? value) in changes)
        {
            if (value is null)
            {
                all.Remove(key);
            }
            else
            {
                all[key] = value;
            }
        }

        LineWriter writer = new(output);
        return new Running(NodeProcess.Start(new NodeHostOptions { Program = program, Env = all, Stdout = writer, Stderr = writer, TurnBudget = _turnBudget }), output);
    }

    private sealed class Running(NodeProcess process, OutputCapture output) : RunningTestee
    {
        public override int? ProcessId => Environment.ProcessId;

        public override Task<int?> Exited { get; } = CodeOf(process, output);

        public override void Signal(string name) => process.Signal(name);

        public override async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.Completion.ConfigureAwait(false);
        }

        private static async Task<int?> CodeOf(NodeProcess process, OutputCapture output)
        {
            NodeExit exit = await process.Completion.ConfigureAwait(false);
            if (exit.Reason is NodeExitReason.BudgetExceeded or NodeExitReason.Crashed && exit.Error is { } error)
            {
                // The script did not write this: the host stopped it.
                output.Add($"[Jint host] {exit.Reason}: {error}");
            }

            return exit.ExitCode;
        }
    }
}
