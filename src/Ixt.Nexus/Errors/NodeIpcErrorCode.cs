namespace Ixt.Nexus;

/// <summary>What failed below the protocol: addresses, sockets, the shared secret.</summary>
public enum NodeIpcErrorCode
{
    /// <summary><c>E_IPC_ADDRESS_INVALID</c>: the address or its directory can't be used.</summary>
    AddressInvalid,

    /// <summary><c>E_IPC_ADDRESS_IN_USE</c>: a live daemon listens there.</summary>
    AddressInUse,

    /// <summary><c>E_IPC_PATH_TOO_LONG</c>: a socket's path has at most 107 bytes.</summary>
    PathTooLong,

    /// <summary><c>E_IPC_CONNECT_FAILED</c>: connecting or listening failed.</summary>
    ConnectFailed,

    /// <summary><c>E_IPC_AUTH_FAILED</c>: the shared secret was refused or not answered.</summary>
    AuthFailed,

    /// <summary><c>E_IPC_PROTOCOL_ERROR</c>: the answer to the shared secret was none.</summary>
    ProtocolError,

    /// <summary><c>E_IPC_STALE_SOCKET_CLEANUP_FAILED</c>: something that is no dead socket stands in the way.</summary>
    StaleSocketCleanupFailed,
}
