using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>What became of a message that was sent to another module (IXT-SVC-005).</summary>
public sealed class SendResponse
{
    internal SendResponse(JsonElement data)
    {
        Data = data;
    }

    internal SendResponse(ErrorBody error)
    {
        Error = error;
    }

    /// <summary>Whether the handling module answered with success.</summary>
    public bool Success => Error is null;

    /// <summary>The handling module's data, an object; <see langword="null"/> after a failure.</summary>
    public JsonElement? Data { get; }

    /// <summary>The handling module's error, or that of the bus (<c>MODULE_UNAVAILABLE</c>, <c>TIMEOUT</c>, …); <see langword="null"/> after a success.</summary>
    public ErrorBody? Error { get; }
}
