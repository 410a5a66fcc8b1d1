using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>Two ends of one Unix socket, the one that answers in a process of its own.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>The process that answers.</summary>
    Process Callee { get; }

    /// <summary>Calls once and waits for the answer.</summary>
    Task CallOnceAsync();

    /// <summary>Has payloads of all sizes echoed, one after another and at once, and compares every byte.</summary>
    /// <exception cref="InvalidOperationException">An answer was wrong.</exception>
    Task CheckAsync();

    /// <summary>Keeps the row's calls under way until the budget is used up.</summary>
    Task<Sample> MeasureAsync(BenchCase row, Budget budget);
}
