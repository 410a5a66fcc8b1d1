namespace Ixt.Nexus;

/// <summary>The peer answered a call with an error: code <c>E_REMOTE_EXCEPTION</c>, what the peer said in <see cref="Remote"/>.</summary>
public sealed class NexusRemoteException : NexusException
{
    /// <summary>Makes one.</summary>
    /// <param name="remote">The peer's error.</param>
    public NexusRemoteException(NexusRemoteError remote)
        : base(NexusErrorCodes.RemoteException, "Remote call failed: " + (string.IsNullOrEmpty((remote ?? throw new ArgumentNullException(nameof(remote))).Message) ? "Unknown error" : remote.Message))
    {
        Remote = remote;
    }

    /// <summary>The error as the peer sent it; any of its members may be missing.</summary>
    public NexusRemoteError Remote { get; }
}
