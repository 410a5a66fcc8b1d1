namespace Ixt.Conformance.Testees;

/// <summary>A testee that is a program of its own.</summary>
/// <param name="name">The column's name.</param>
/// <param name="selector">The options that select it.</param>
/// <param name="command">Program and arguments.</param>
/// <param name="environment">Variables that every run gets.</param>
internal sealed class CommandTestee(string name, string selector, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment) : ITestee
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => CommandLine.Join(command);

    /// <inheritdoc/>
    public string Selector => selector;

    /// <inheritdoc/>
    public TesteeLimits Limits => TesteeLimits.None;

    /// <inheritdoc/>
    public RunningTestee Start(IReadOnlyDictionary<string, string?> changes, OutputCapture output)
    {
        Dictionary<string, string?> all = environment.ToDictionary(e => e.Key, e => (string?)e.Value, StringComparer.Ordinal);
        foreach ((string key, string? value) in changes)
        {
            all[key] = value;
        }

        return ChildProcess.Start(command, all, output);
    }
}
