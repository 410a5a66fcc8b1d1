namespace Ixt.Nexus;

/// <summary>Where a socket is.</summary>
public abstract record NodeIpcSocketAddress
{
    private NodeIpcSocketAddress()
    {
    }

    /// <summary>A socket in the file system.</summary>
    /// <param name="Value">Its absolute path, at most 107 bytes of UTF-8.</param>
    public sealed record FilePath(string Value) : NodeIpcSocketAddress
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>A socket in Linux' abstract name space: reserved, every use fails with <c>E_IPC_ADDRESS_INVALID</c>.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record AbstractName(string Name) : NodeIpcSocketAddress;
}
