using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>The handling module's data, read by its source-generated contract.</summary>
    /// <typeparam name="T">The data's type.</typeparam>
    /// <param name="contract">For example <c>MyJsonContext.Default.Receipt</c>.</param>
    /// <exception cref="IxtServiceException">There is none: the error's code, message and details.</exception>
    /// <exception cref="JsonException">The data does not fit the type.</exception>
    public T GetData<T>(JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Data is not { } data ? throw IxtServiceException.From(Error!)
            : data.Deserialize(contract) ?? throw new JsonException($"The contract of {typeof(T).Name} produced nothing.");
    }
}
