using System.Diagnostics.CodeAnalysis;

namespace Ixt.Conformance.Testees;

/// <summary>A testee that a person starts, in a debugger for example.</summary>
/// <param name="announce">Tells the person what to start, at each run.</param>
[SuppressMessage("Design", "CA1001", Justification = "Nothing is held.")]
internal sealed class AttachedTestee(Action<string> announce) : ITestee
{
    /// <summary>The directory of its socket, the same for all runs of this runner, so that an IDE's settings stay right.</summary>
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), $"ixt-attach-{Environment.ProcessId}");

    /// <inheritdoc/>
    public string Name => "attached";

    /// <inheritdoc/>
    public string Description => "a module that you start yourself";

    /// <inheritdoc/>
    public string Selector => "--attach";

    /// <inheritdoc/>
    public TesteeLimits Limits => TesteeLimits.NoEnvironment | TesteeLimits.NoExitCode | TesteeLimits.NoOutput | TesteeLimits.NoTimeouts;

    /// <inheritdoc/>
    public RunningTestee Start(IReadOnlyDictionary<string, string?> environment, OutputCapture output)
    {
        announce(string.Join(' ', environment.Select(e => $"{e.Key}={CommandLine.Quote(e.Value ?? string.Empty)}")));
        return new Running();
    }

    private sealed class Running : RunningTestee
    {
        private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override int? ProcessId => null;

        public override Task<int?> Exited => _exited.Task;

        public override void Signal(string name) => throw new NotSupportedException("A case with a signal is not testable here.");

        public override ValueTask DisposeAsync()
        {
            _exited.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }
}
