namespace Ixt.Nexus;

/// <summary>A target in the manner of 0.3.1: a search among the sessions that stand, and a dial where a descriptor names a daemon.</summary>
public sealed record NexusSearch
{
    /// <summary>Members that the peer's identity must have; if no session fits and it names a daemon, that one is dialled.</summary>
    public NexusDescriptor? Descriptor { get; init; }

    /// <summary>What the peer must be besides, e.g. one of <see cref="NexusMatchers"/>. Alone it only searches.</summary>
    public Func<NexusPeer, bool>? Matcher { get; init; }

    /// <summary>How many peers may be found. Default one.</summary>
    public NexusExpects Expects { get; init; }

    internal bool Finds(NexusPeer peer) => (Descriptor is null || Descriptor.Matches(peer)) && (Matcher is null || Matcher(peer));
}
