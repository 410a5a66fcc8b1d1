namespace Ixt.Nexus;

/// <summary>What lives no longer than a session.</summary>
internal interface ISessionBound
{
    NexusPeer Peer { get; }

    bool IsConnected { get; }
}
