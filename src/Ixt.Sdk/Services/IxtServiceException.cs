using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>A service call failed: the runtime said so, or no usable answer came (IXT-SVC-010, IXT-SVC-014, IXT-SVC-015).</summary>
public sealed class IxtServiceException : Exception
{
    private IxtServiceException(string code, string message, JsonElement? details, Exception? inner)
        : base(message, inner)
    {
        Code = code;
        Details = details;
    }

    /// <summary>
    /// The service's error code, or the module's own: <c>TIMEOUT</c> (no answer in time), <c>CONNECTION_LOST</c> (whether the runtime acted is
    /// unknown), <c>FRAME_TOO_LARGE</c>, <c>OVERLOADED</c> (too many calls outstanding), <c>PROTOCOL_ERROR</c> (the answer was malformed).
    /// </summary>
    public string Code { get; }

    /// <summary>The service's details, if it gave some.</summary>
    public JsonElement? Details { get; }

    internal static IxtServiceException From(ErrorBody error) => new(error.Code, error.Message, error.Details, null);

    internal static IxtServiceException From(SessionException e) => new(e.Code, e.Message, null, e);

    internal static IxtServiceException Malformed(string service, string method, ProtocolViolationException e) =>
        new(ErrorCodes.ProtocolError, $"The answer to {service}.{method} is malformed: {e.Message}", null, e);

    internal ErrorBody ToError() => new() { Code = Code, Message = Message.Length == 0 ? Code : Message, Details = Details };
}
