namespace Ixt.Bench.Nexus;

/// <summary>Two processes that are measured against others.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>What its column is called.</summary>
    string Name { get; }

    /// <summary>Keeps the row's calls under way for a while.</summary>
    Task<Figures> MeasureAsync(NexusCase row, TimeSpan window);
}
