using System.Globalization;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Why a well-formed request is not served.</summary>
internal sealed record Refusal(string Code, string Message, string? Pointer = null)
{
    internal static readonly Refusal NotInitialized = new(ErrorCodes.NotInitialized, "The module has not been initialized; send init first and wait for its success.");
    internal static readonly Refusal Initializing = new(ErrorCodes.AlreadyInitialized, "An init is running already.");
    internal static readonly Refusal AlreadyInitialized = new(ErrorCodes.AlreadyInitialized, "The module is initialized already.");
    internal static readonly Refusal ShuttingDown = new(ErrorCodes.ShuttingDown, "The module is shutting down.");
    internal static readonly Refusal Duplicate = new(ErrorCodes.ProtocolError, "A request with this id is outstanding.", "/id");

    internal static Refusal Overloaded(int limit) =>
        new(ErrorCodes.Overloaded, string.Create(CultureInfo.InvariantCulture, $"{limit} requests are outstanding, which is the module's limit. Wait for answers before sending more."));
}
