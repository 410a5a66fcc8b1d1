namespace Ixt.Nexus;

/// <summary>The error codes of the Nexus protocol and of this library, as they stand on the wire and in <see cref="NexusException.Code"/>.</summary>
public static class NexusErrorCodes
{
    /// <summary>Any error of an application that carries no code of its own.</summary>
    public const string Unknown = "E_UNKNOWN";

    /// <summary>The peer answered a call with an error.</summary>
    public const string RemoteException = "E_REMOTE_EXCEPTION";

    /// <summary>No answer within the call's timeout. The peer is not told.</summary>
    public const string CallTimeout = "E_CALL_TIMEOUT";

    /// <summary>The session is over; everything bound to it is dead.</summary>
    public const string ConnectionClosed = "E_CONN_CLOSED";

    /// <summary>The connection ended, or 30 seconds passed, before the session was ready.</summary>
    public const string HandshakeFailed = "E_HANDSHAKE_FAILED";

    /// <summary>The peer's policy refused the connection.</summary>
    public const string HandshakeRejected = "E_HANDSHAKE_REJECTED";

    /// <summary>The peer speaks no dialect that this side knows.</summary>
    public const string ProtocolIncompatible = "E_PROTOCOL_INCOMPATIBLE";

    /// <summary>A value can't be sent or decoded, or a frame is over its limit.</summary>
    public const string ProtocolError = "E_PROTOCOL_ERROR";

    /// <summary>Dialling failed; the cause says why.</summary>
    public const string EndpointConnectFailed = "E_ENDPOINT_CONNECT_FAILED";

    /// <summary>Listening failed; the cause says why.</summary>
    public const string EndpointListenFailed = "E_ENDPOINT_LISTEN_FAILED";

    /// <summary>What is at the path is no function, or there is nothing.</summary>
    public const string TargetNotCallable = "E_TARGET_NOT_CALLABLE";

    /// <summary>No service or resource of that name.</summary>
    public const string ResourceNotFound = "E_RESOURCE_NOT_FOUND";

    /// <summary>The resource belongs to another connection, or was released.</summary>
    public const string ResourceAccessDenied = "E_RESOURCE_ACCESS_DENIED";

    /// <summary>The path is empty, no list of names, or goes through a forbidden name.</summary>
    public const string InvalidServicePath = "E_INVALID_SERVICE_PATH";

    /// <summary>A whole service or resource can't be assigned.</summary>
    public const string SetOnRoot = "E_SET_ON_ROOT";

    /// <summary>A policy refused the call.</summary>
    public const string CallDenied = "E_AUTH_CALL_DENIED";

    /// <summary>A policy refused the connection.</summary>
    public const string ConnectDenied = "E_AUTH_CONNECT_DENIED";

    /// <summary>More calls are under way, or more resources handed out, than this side's limit allows.</summary>
    public const string Overloaded = "E_OVERLOADED";

    /// <summary>No target was named and there is no default.</summary>
    public const string TargetRequired = "E_TARGET_REQUIRED";

    /// <summary>The peer at the target does not meet the condition.</summary>
    public const string TargetConstraintFailed = "E_TARGET_CONSTRAINT_FAILED";

    /// <summary>No session matches.</summary>
    public const string TargetNoMatch = "E_TARGET_NO_MATCH";

    /// <summary>More sessions match than were expected.</summary>
    public const string TargetUnexpectedCount = "E_TARGET_UNEXPECTED_COUNT";

    /// <summary>No connected peer provides the service.</summary>
    public const string ServiceNoMatch = "E_SERVICE_NO_MATCH";

    /// <summary>Several connected peers provide the service.</summary>
    public const string ServiceAmbiguous = "E_SERVICE_AMBIGUOUS";

    /// <summary>No peer came to provide the service in time.</summary>
    public const string ServiceWaitTimeout = "E_SERVICE_WAIT_TIMEOUT";

    /// <summary>The peer did not come to provide the service in time.</summary>
    public const string AcquisitionTimeout = "E_SERVICE_ACQUISITION_TIMEOUT";

    /// <summary>The session ended, or was refused, while its service was waited for.</summary>
    public const string ServiceUnavailable = "E_SERVICE_UNAVAILABLE";

    /// <summary>A service gave its work up: what its caller is told of an <see cref="OperationCanceledException"/>. Who gives up a wait here gets that exception itself.</summary>
    public const string Aborted = "E_ABORTED";

    /// <summary>Options contradict each other or are out of range.</summary>
    public const string ConfigurationInvalid = "E_CONFIGURATION_INVALID";

    /// <summary>A method was used where it has no meaning.</summary>
    public const string UsageInvalid = "E_USAGE_INVALID";

    /// <summary>Following a store failed before its first state was there.</summary>
    public const string StoreConnect = "E_STORE_CONNECT";

    /// <summary>The store, or the subscription to it, has ended; an action under way may have been done.</summary>
    public const string StoreDisconnected = "E_STORE_DISCONNECTED";

    /// <summary>An action of a store failed; the cause says why.</summary>
    public const string StoreAction = "E_STORE_ACTION";

    /// <summary>The other end of a store does not keep to the store's protocol.</summary>
    public const string StoreProtocol = "E_STORE_PROTOCOL";
}
