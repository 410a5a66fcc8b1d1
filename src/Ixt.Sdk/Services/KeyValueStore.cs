using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>The runtime's KV store: bytes under keys, in a key space of the module's own (IXT-SVC-006, IXT-SVC-018).</summary>
/// <remarks>
/// Reached as <see cref="IxtProcessModule.Kv"/>, from <c>OnInitAsync</c> to <c>OnShutdownAsync</c>. Safe from any thread; calls are sent in call
/// order. Every method throws <see cref="IxtServiceException"/> when the service fails or does not answer within the service timeout
/// (default 30 s), <see cref="OperationCanceledException"/> when its token fires, after which the runtime may or may not have acted, and
/// <see cref="ArgumentException"/>, without a call, for a key that is empty, longer than 1,024 UTF-16 code units, or holds a lone surrogate.
/// </remarks>
public sealed class KeyValueStore
{
    private const int MaxKeyLength = 1024;

    private readonly ServiceClient _client;

    internal KeyValueStore(ServiceClient client)
    {
        _client = client;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The value, or that there is none: <c>(bool found, ReadOnlyMemory&lt;byte&gt; value) = await Kv.GetAsync("k");</c></returns>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public async Task<KvEntry> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        KvGetParams parameters = new() { Key = CheckKey(key) };
        KvGetResult result = ServiceClient.Read(
            KvGetParams.Service,
            KvGetParams.Method,
            await _client.CallAsync(KvGetParams.Service, KvGetParams.Method, parameters, null, cancellationToken).ConfigureAwait(false),
            KvGetResult.Read);
        return result.Found ? new KvEntry(true, result.Value ?? default) : default;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="value">Sent as base64 inside JSON: costs 4/3 of its length on the wire. Not kept after the call returns its task.</param>
    /// <param name="ttl">After which the entry disappears, at least 1 ms, rounded up to whole milliseconds; <see langword="null"/> (default): never.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public async Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan? ttl = null, CancellationToken cancellationToken = default)
    {
        KvSetParams parameters = new() { Key = CheckKey(key), Value = value, TtlMs = Milliseconds.From(ttl, least: 1) };
        await _client.CallAsync(KvSetParams.Service, KvSetParams.Method, parameters, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="value">Any text.</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public Task SetAsync(string key, string value, TimeSpan? ttl = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SetAsync(key, Encoding.UTF8.GetBytes(value), ttl, cancellationToken);
    }

    /// <summary>Writes a value as JSON, by its source-generated contract; <see cref="KvEntry.Read{T}"/> reads it back.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="value">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Account</c>.</param>
    /// <param name="ttl">As for the overload that takes bytes.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public Task SetAsync<T>(string key, T value, JsonTypeInfo<T> contract, TimeSpan? ttl = null, CancellationToken cancellationToken = default) =>
        SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, contract), ttl, cancellationToken);

    /// <summary>Deletes a value.</summary>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>Whether there was something to delete.</returns>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public async Task<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        KvDeleteParams parameters = new() { Key = CheckKey(key) };
        return ServiceClient.Read(
            KvDeleteParams.Service,
            KvDeleteParams.Method,
            await _client.CallAsync(KvDeleteParams.Service, KvDeleteParams.Method, parameters, null, cancellationToken).ConfigureAwait(false),
            KvDeleteResult.Read).Deleted;
    }

    /// <summary>Asks whether a key has a value.</summary>
    /// <param name="key">1 to 1,024 characters.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IxtServiceException">The service failed, or no answer came.</exception>
    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        KvExistsParams parameters = new() { Key = CheckKey(key) };
        return ServiceClient.Read(
            KvExistsParams.Service,
            KvExistsParams.Method,
            await _client.CallAsync(KvExistsParams.Service, KvExistsParams.Method, parameters, null, cancellationToken).ConfigureAwait(false),
            KvExistsResult.Read).Exists;
    }

    private static string CheckKey(string key) => WireText.Check(key, MaxKeyLength, "A key");
}
