namespace Ixt.Nexus;

/// <summary>Something between Nexus peers failed; <see cref="Code"/> says what, with the original's words.</summary>
public class NexusException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">One of <see cref="NexusErrorCodes"/>, or an application's own: thrown by a service, it reaches the caller.</param>
    /// <param name="message">For people.</param>
    /// <param name="innerException">What caused it; for a service's exception its name, code and message reach the caller too.</param>
    public NexusException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>What failed, e.g. <c>E_CONN_CLOSED</c>.</summary>
    public string Code { get; }

    internal static NexusException Closed(string? why = null) =>
        new(NexusErrorCodes.ConnectionClosed, "The session is over" + (why is null ? "." : $": {why}") + " Create the proxy anew.");
}
