namespace Ixt.Nexus;

/// <summary>The Nexus IPC adapter failed: an address, a socket or the shared secret. The original's <c>NodeIpcError</c>.</summary>
public sealed class NodeIpcException : NexusException
{
    /// <summary>Makes one.</summary>
    public NodeIpcException(NodeIpcErrorCode errorCode, string message, Exception? innerException = null)
        : base(TextOf(errorCode), message, innerException) => ErrorCode = errorCode;

    /// <summary>What failed; <see cref="NexusException.Code"/> is its text.</summary>
    public NodeIpcErrorCode ErrorCode { get; }

    private static string TextOf(NodeIpcErrorCode code) => code switch
    {
        NodeIpcErrorCode.AddressInvalid => "E_IPC_ADDRESS_INVALID",
        NodeIpcErrorCode.AddressInUse => "E_IPC_ADDRESS_IN_USE",
        NodeIpcErrorCode.PathTooLong => "E_IPC_PATH_TOO_LONG",
        NodeIpcErrorCode.ConnectFailed => "E_IPC_CONNECT_FAILED",
        NodeIpcErrorCode.AuthFailed => "E_IPC_AUTH_FAILED",
        NodeIpcErrorCode.ProtocolError => "E_IPC_PROTOCOL_ERROR",
        NodeIpcErrorCode.StaleSocketCleanupFailed => "E_IPC_STALE_SOCKET_CLEANUP_FAILED",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
