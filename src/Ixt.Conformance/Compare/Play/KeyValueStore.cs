namespace Ixt.Conformance.Compare.Play;

/// <summary>The store of a comparison. Its clock stands still until a step moves it, so that nothing depends on how fast anybody is.</summary>
internal sealed class KeyValueStore(IReadOnlyDictionary<string, byte[]> seeds)
{
    private readonly Dictionary<string, (string Value, long? Until)> _entries =
        seeds.ToDictionary(s => s.Key, s => (Convert.ToBase64String(s.Value), (long?)null), StringComparer.Ordinal);

    private long _now;

    /// <summary>Moves the clock.</summary>
    public void Advance(long milliseconds) => _now += milliseconds;

    /// <summary>The value, in base64, or null.</summary>
    public string? Get(string key) => _entries.TryGetValue(key, out (string Value, long? Until) entry) && !(entry.Until <= _now) ? entry.Value : null;

    /// <summary>Sets a value.</summary>
    public void Set(string key, string value, long? ttl) => _entries[key] = (value, _now + ttl);

    /// <summary>Removes a value.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string key)
    {
        bool there = Get(key) is not null;
        _entries.Remove(key);
        return there;
    }
}
