namespace Ixt.Nexus;

/// <summary>Makes addresses of sockets, checks them and finds those of daemons: the original's namespace of the same name.</summary>
public static class NodeIpcAddress
{
    /// <summary>The longest path of a socket, in bytes of UTF-8: 107. The original counts UTF-16 units, and the kernel then cuts longer ones off in silence.</summary>
    public const int MaxPathBytes = SocketAddresses.MaxPathBytes;

    /// <summary>A socket in the file system. Not checked before it is used, or <see cref="Validate"/> is asked.</summary>
    /// <param name="path">Its absolute path, at most <see cref="MaxPathBytes"/> long.</param>
    public static NodeIpcSocketAddress Path(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new NodeIpcSocketAddress.FilePath(path);
    }

    /// <summary>A socket in Linux' abstract name space: reserved, as in the original. It can be named, and every use fails with <c>E_IPC_ADDRESS_INVALID</c>.</summary>
    /// <param name="name">Its name.</param>
    public static NodeIpcSocketAddress Abstract(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new NodeIpcSocketAddress.AbstractName(name);
    }

    /// <summary>Where a daemon is by the default rule: <c>$XDG_RUNTIME_DIR/nexus/APP/INSTANCE.sock</c>, or <c>/tmp/nexus-UID/APP/INSTANCE.sock</c> where that variable is unset or empty.</summary>
    /// <param name="target">Which daemon; no instance is <c>default</c>.</param>
    /// <exception cref="NodeIpcException"><c>E_IPC_ADDRESS_INVALID</c>, <c>E_IPC_PATH_TOO_LONG</c>.</exception>
    public static NodeIpcSocketAddress DefaultResolve(NexusTarget target) => Resolve(target, null);

    /// <summary>Where a daemon is, as a client finds it that has this resolver.</summary>
    /// <param name="target">Which daemon.</param>
    /// <param name="resolver">Asked in place of the default rule; null: that rule.</param>
    /// <exception cref="NodeIpcException"><c>E_IPC_ADDRESS_INVALID</c>, also when the resolver gives null or throws; <c>E_IPC_PATH_TOO_LONG</c>.</exception>
    public static NodeIpcSocketAddress Resolve(NexusTarget target, NodeIpcAddressResolver? resolver)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new NodeIpcSocketAddress.FilePath(SocketAddresses.PathOf(target, resolver));
    }

    /// <summary>Checks that a socket can be at an address: an absolute path that is not too long.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="NodeIpcException"><c>E_IPC_ADDRESS_INVALID</c>: relative, holds a NUL, or abstract; <c>E_IPC_PATH_TOO_LONG</c>.</exception>
    public static NodeIpcSocketAddress Validate(NodeIpcSocketAddress address)
    {
        Normalize(address);
        return address;
    }

    /// <summary>The address without empty segments, <c>.</c> and <c>..</c>; symbolic links stay. The length counts before.</summary>
    /// <inheritdoc cref="Validate" path="/exception"/>
    public static NodeIpcSocketAddress Normalize(NodeIpcSocketAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new NodeIpcSocketAddress.FilePath(SocketAddresses.Checked(address));
    }
}
