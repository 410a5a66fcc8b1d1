using System.Text;

namespace Ixt.Sdk;

/// <summary>What the KV store holds under a key, or that it holds nothing.</summary>
/// <param name="Found">Whether the key has a value; an absent key is no error (IXT-SVC-007).</param>
/// <param name="Value">The value, maybe of no bytes; empty when not found.</param>
public readonly record struct KvEntry(bool Found, ReadOnlyMemory<byte> Value)
{
    /// <summary>The value as UTF-8 text; <see langword="null"/> when not found.</summary>
    public string? Text => Found ? Encoding.UTF8.GetString(Value.Span) : null;
}
