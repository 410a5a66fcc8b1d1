using Ixt.Sdk;

namespace Porting.Shutdown;

/// <summary>A name that one piece of work at a time holds.</summary>
#region context-manager
internal sealed class Lease : IAsyncDisposable
{
    private readonly KeyValueStore _kv;
    private readonly string _key;

    private Lease(KeyValueStore kv, string key) => (_kv, _key) = (kv, key);

    public static async Task<Lease> TakeAsync(KeyValueStore kv, string name, string owner, CancellationToken cancellationToken)
    {
        string key = $"lease/{name}";
        if (await kv.ExistsAsync(key, cancellationToken))
        {
            throw new RefusedException("BUSY", $"{name} is being imported.");
        }

        await kv.SetAsync(key, owner, cancellationToken: cancellationToken);
        return new Lease(kv, key);
    }

    // Without the handler's token: a cancelled handler gives its lease back as well.
    public async ValueTask DisposeAsync() => await _kv.DeleteAsync(_key);
}
#endregion
