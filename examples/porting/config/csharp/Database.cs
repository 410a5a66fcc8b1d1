namespace Polling;

#region dataclass
/// <summary>Where the poller writes to. <c>pool_size</c> in JSON: <see cref="PollingJson"/> names members as Python does.</summary>
internal sealed record Database(string Url, int PoolSize = 4)
{
    // A constructor's default must be a constant: a list's is set here instead.
    public IReadOnlyList<string> Replicas { get; set; } = [];
}
#endregion
