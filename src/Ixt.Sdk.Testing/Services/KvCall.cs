namespace Ixt.Sdk.Testing;

/// <summary>A call that the module made to the KV store.</summary>
/// <param name="Operation">What it asked for.</param>
/// <param name="Key">Of which key.</param>
/// <param name="TimeToLive">Of a <see cref="KvOperation.Set"/> that had one.</param>
public sealed record KvCall(KvOperation Operation, string Key, TimeSpan? TimeToLive = null);
