namespace Ixt.Sdk.Testing;

/// <summary>A value and when it disappears.</summary>
internal readonly record struct StoredValue(ReadOnlyMemory<byte> Bytes, DateTimeOffset? Expires);
