using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ixt.Sdk;

/// <summary>What the KV store holds under a key, or that it holds nothing.</summary>
/// <param name="Found">Whether the key has a value; an absent key is no error (IXT-SVC-007).</param>
/// <param name="Value">The value, maybe of no bytes; empty when not found.</param>
public readonly record struct KvEntry(bool Found, ReadOnlyMemory<byte> Value)
{
    /// <summary>The value as UTF-8 text; <see langword="null"/> when not found.</summary>
    public string? Text => Found ? Encoding.UTF8.GetString(Value.Span) : null;

    /// <summary>The value's JSON, read by its source-generated contract.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="contract">For example <c>MyJsonContext.Default.Account</c>.</param>
    /// <returns>The value; <c>default</c> when not found.</returns>
    /// <exception cref="JsonException">The value is no JSON, or does not fit the type.</exception>
    public T? Read<T>(JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Found ? JsonSerializer.Deserialize(Value.Span, contract) : default;
    }
}
