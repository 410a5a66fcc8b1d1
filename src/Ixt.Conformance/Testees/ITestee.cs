namespace Ixt.Conformance.Testees;

/// <summary>An implementation under test: something that can be started afresh for each run.</summary>
internal interface ITestee
{
    /// <summary>The column's name.</summary>
    string Name { get; }

    /// <summary>How it is started, for a person.</summary>
    string Description { get; }

    /// <summary>The options that select it, for the command that repeats a case.</summary>
    string Selector { get; }

    /// <summary>What the runner cannot see or do with it; a case that needs that is not testable.</summary>
    TesteeLimits Limits { get; }

    /// <summary>Starts one.</summary>
    /// <param name="environment">Changes to its environment; null removes a variable.</param>
    /// <param name="output">Gets every line it writes to stderr and stdout.</param>
    /// <exception cref="TesteeStartException">It cannot be started at all.</exception>
    RunningTestee Start(IReadOnlyDictionary<string, string?> environment, OutputCapture output);
}
