namespace Ixt.Nexus;

/// <summary>An error object off the wire, read leniently: Node peers leave out the message of errors that have a code.</summary>
/// <param name="Code">E.g. <c>E_AUTH_CALL_DENIED</c>, or an application's code.</param>
/// <param name="Name">The error's class; of Nexus' own errors it is minified noise.</param>
/// <param name="Message">For people.</param>
/// <param name="Cause">The peer's reason, if it gave one.</param>
/// <param name="Raw">All of it, as it came.</param>
public sealed record NexusRemoteError(string? Code, string? Name, string? Message, NexusRemoteError? Cause, NexusValue Raw)
{
    private const int MaxCauses = 32;

    /// <summary>As the cause of an exception: what the peer said, under the peer's own code.</summary>
    internal NexusException ToException() => new(
        string.IsNullOrEmpty(Code) ? NexusErrorCodes.Unknown : Code, string.IsNullOrEmpty(Message) ? "The peer gave no message." : Message, Cause?.ToException());

    internal static NexusRemoteError Read(NexusValue error) => Read(error, 0);

    private static NexusRemoteError Read(NexusValue error, int depth)
    {
        if (error.Kind == NexusKind.String)
        {
            return new(null, null, error.AsString(), null, error);
        }

        NexusRemoteError? cause = error["cause"].Kind == NexusKind.Object && depth < MaxCauses ? Read(error["cause"], depth + 1) : null;
        return new(Text(error["code"]), Text(error["name"]), Text(error["message"]), cause, error);
    }

    private static string? Text(NexusValue value) => value.Kind == NexusKind.String ? value.AsString() : null;
}
