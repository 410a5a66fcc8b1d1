using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Ixt.Nexus;

/// <summary>JavaScript's <c>Map</c>: pairs in order. Inside it values are plain: no nested Map, Set, BigInt, <c>undefined</c> or function survives the wire.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "JavaScript's word for it is the one that its users know.")]
public sealed class NexusMap : IReadOnlyList<KeyValuePair<NexusValue, NexusValue>>, IEquatable<NexusMap>
{
    private readonly List<KeyValuePair<NexusValue, NexusValue>> _entries = [];
    private readonly Dictionary<NexusValue, int> _places = new(SameValueZero.Instance);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>An entry by its place.</summary>
    public KeyValuePair<NexusValue, NexusValue> this[int index] => _entries[index];

    /// <summary>Adds an entry, or replaces the value of the same key. As in JavaScript, two arrays or objects are two keys, whatever is in them.</summary>
    public void Add(NexusValue key, NexusValue value)
    {
        if (_places.TryGetValue(key, out int at))
        {
            _entries[at] = new(_entries[at].Key, value);
        }
        else
        {
            _places.Add(key, _entries.Count);
            _entries.Add(new(key, value));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<NexusValue, NexusValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same entries in the same order.</summary>
    public bool Equals(NexusMap? other) => other is not null && _entries.SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NexusMap);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;
}
