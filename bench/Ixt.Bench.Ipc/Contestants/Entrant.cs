namespace Ixt.Bench.Ipc;

/// <summary>A contestant that takes part.</summary>
/// <param name="Entry">Which.</param>
/// <param name="StartAsync">Starts its processes, any number of times.</param>
internal sealed record Entrant(Entry Entry, Func<Task<IContestant>> StartAsync);
