namespace Ixt.Conformance.Commands;

/// <summary>What the process ends with, so that a script can tell causes apart.</summary>
internal enum ExitCode
{
    /// <summary>Every implementation that ran conforms.</summary>
    Conformant = 0,

    /// <summary>A case failed.</summary>
    Failures = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>The list of expected failures is stale: one passed, or a line means nothing.</summary>
    StaleExpectations = 3,

    /// <summary>The suite or the runner is at fault.</summary>
    SuiteFault = 4,

    /// <summary>An implementation could not be started.</summary>
    CannotStart = 5,

    /// <summary>Nothing was run.</summary>
    NothingRan = 6,

    /// <summary>Stopped by Ctrl+C, as shells have it.</summary>
    Interrupted = 130,
}
