namespace Ixt.NodeHost;

/// <summary>What one hosted Node program is given. Nothing of the real process (environment, arguments, console) reaches the script otherwise.</summary>
public sealed record NodeHostOptions
{
    /// <summary>The script and the files it may load. Share one instance between hosts: it caches the parsed files.</summary>
    public required NodeProgram Program { get; init; }

    /// <summary>Arguments after the script's name: <c>process.argv[2…]</c>. Default: none.</summary>
    public IReadOnlyList<string> Argv { get; init; } = [];

    /// <summary>The script's <c>process.env</c>, whole. Default: empty; the real environment is never visible.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary><c>process.cwd()</c>. Default: the directory of the entry file.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// Longest wall time of one turn (one callback and the ticks and microtasks it leads to). Default 5 s; <see langword="null"/> means no limit,
    /// for a debugger. Over it: <see cref="NodeExitReason.BudgetExceeded"/>.
    /// </summary>
    public TimeSpan? TurnBudget { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Most bytes one turn may allocate, freed ones included. Default 1 GiB; <see langword="null"/> means no limit. Over it:
    /// <see cref="NodeExitReason.BudgetExceeded"/>. It does not see a slow leak over many turns.
    /// </summary>
    public long? TurnMemoryLimit { get; init; } = 1L << 30;

    /// <summary>
    /// Largest single buffer or repeated string, in bytes. Default 256 MiB. Over it the script gets a <c>RangeError</c>, as it would from Node at Node's own limit.
    /// </summary>
    public long MaxAllocation { get; init; } = 256L << 20;

    /// <summary>Takes what the script writes to stdout. Called on the engine's thread. Default: discarded.</summary>
    public TextWriter Stdout { get; init; } = TextWriter.Null;

    /// <summary>Takes what the script writes to stderr, and the report of an uncaught error. Called on the engine's thread. Default: discarded.</summary>
    public TextWriter Stderr { get; init; } = TextWriter.Null;

    /// <summary>The clock of <c>Date</c>, timers, <c>hrtime</c> and <c>performance</c>. The turn budget always measures real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Unix socket paths the script may connect to. Default <see langword="null"/>: any. Others fail with <c>EACCES</c>.</summary>
    public IReadOnlyCollection<string>? AllowedSocketPaths { get; init; }

    /// <summary>Seed of <c>Math.random</c> and <c>crypto</c>. Default <see langword="null"/>: unpredictable.</summary>
    public int? RandomSeed { get; init; }
}
