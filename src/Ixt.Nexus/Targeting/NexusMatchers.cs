namespace Ixt.Nexus;

/// <summary>Conditions on peers, with the original's names (<c>NodeIpcMatchers</c>). Each also works as a <c>where</c>.</summary>
public static class NexusMatchers
{
    /// <summary>Daemons of an application.</summary>
    public static Func<NexusPeer, bool> Daemon(string appId) => peer => peer.Identity is { Context: NexusIdentity.DaemonContext } identity && identity.AppId == appId;

    /// <summary>Clients of an application.</summary>
    public static Func<NexusPeer, bool> Client(string appId) => peer => peer.Identity is { Context: NexusIdentity.ClientContext } identity && identity.AppId == appId;

    /// <summary>Daemons of that instance; a daemon that names none is the <c>default</c> one.</summary>
    public static Func<NexusPeer, bool> Instance(string name) => peer => peer.Identity is { Context: NexusIdentity.DaemonContext } identity && identity.Instance == name;

    /// <summary>Peers that say they are in a group. Peers of 0.6 are in none.</summary>
    public static Func<NexusPeer, bool> Group(string name) => peer => peer.Identity.Groups.Contains(name, StringComparer.Ordinal);
}
