namespace Ixt.Session;

/// <summary>A call over a session failed without an answer from the peer.</summary>
public sealed class SessionException : Exception
{
    /// <summary>The connection ended before the answer came; whether the peer acted on the call is unknown. Never on the wire.</summary>
    public const string ConnectionLostCode = "CONNECTION_LOST";

    private SessionException(string code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>
    /// A stable code: <c>TIMEOUT</c>, <c>FRAME_TOO_LARGE</c>, <c>OVERLOADED</c> (too many calls outstanding),
    /// <c>PROTOCOL_ERROR</c> (the answer was malformed, or the call could not be written as JSON), or <see cref="ConnectionLostCode"/>.
    /// </summary>
    public string Code { get; }

    internal static SessionException ConnectionLost(SessionClose? close) =>
        new(ConnectionLostCode, close is null ? "The connection is closed." : "The connection was lost: " + close.Message, close?.Exception);

    internal static SessionException TimedOut(string what, TimeSpan timeout) =>
        new(Protocol.ErrorCodes.Timeout, $"No answer to {what} within {timeout.TotalMilliseconds:0} ms.");

    internal static SessionException TooManyOutstanding(int limit) =>
        new(Protocol.ErrorCodes.Overloaded, $"{limit} calls are outstanding already, which is the limit of this session.");

    internal static SessionException Malformed(string what, Exception inner) =>
        new(Protocol.ErrorCodes.ProtocolError, $"The answer to {what} is malformed: {inner.Message}", inner);

    internal static SessionException Unwritable(string code, string message, Exception inner) => new(code, message, inner);
}
