using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Ixt.Nexus;

/// <summary>JavaScript's <c>Set</c>: values in order. Inside it values are plain: no nested Map, Set, BigInt, <c>undefined</c> or function survives the wire.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "JavaScript's word for it is the one that its users know.")]
public sealed class NexusSet : IReadOnlyList<NexusValue>, IEquatable<NexusSet>
{
    private readonly List<NexusValue> _values = [];
    private readonly HashSet<NexusValue> _known = new(SameValueZero.Instance);

    /// <summary>How many values there are.</summary>
    public int Count => _values.Count;

    /// <summary>A value by its place.</summary>
    public NexusValue this[int index] => _values[index];

    /// <summary>Adds a value unless it is there. As in JavaScript, two arrays or objects are two values, whatever is in them.</summary>
    public void Add(NexusValue value)
    {
        if (_known.Add(value))
        {
            _values.Add(value);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<NexusValue> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same values in the same order.</summary>
    public bool Equals(NexusSet? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NexusSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;
}
