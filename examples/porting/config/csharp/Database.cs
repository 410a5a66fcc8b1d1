namespace Polling;

#region dataclass
/// <summary>Where the poller writes to. In JSON the members are called as in Python: see <see cref="PollingJson"/>.</summary>
internal sealed record Database(string Url, int PoolSize = 4)
{
    // Not a parameter, whose default must be a constant; not init, whose default the generated contract overwrites with null.
    public IReadOnlyList<string> Replicas { get; set; } = [];
}
#endregion
