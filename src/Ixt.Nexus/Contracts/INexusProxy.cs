namespace Ixt.Nexus;

/// <summary>What every typed proxy is besides its interface: <c>((INexusProxy)echo).IsConnected</c>.</summary>
public interface INexusProxy : IDisposable, IAsyncDisposable
{
    /// <summary>What it stands on.</summary>
    INexusInvoker Invoker { get; }

    /// <summary>Who is at the other end.</summary>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: it stands on an invoker of the application's own.</exception>
    NexusPeer Peer { get; }

    /// <summary>Whether it can still be used: the session stands, and the reference was not released.</summary>
    bool IsConnected { get; }

    /// <summary>Frees a reference at the peer, and makes every later use fail with <c>E_RESOURCE_ACCESS_DENIED</c>. Does nothing to a service or to what is nested in something else.</summary>
    void Release();
}
