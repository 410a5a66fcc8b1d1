namespace Polling;

#region dataclass
/// <summary>Where the poller writes to. In JSON the members are called as in Python: see <see cref="PollingJson"/>.</summary>
internal sealed record Database(string Url, int PoolSize = 4)
{
    // A constructor's default must be a constant: a list's is set here instead.
    public IReadOnlyList<string> Replicas { get; set; } = [];
}
#endregion
