using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>Named values in the order in which they were added, as a JavaScript object has them. Not for concurrent change.</summary>
/// <remarks>On the wire, names that are array indices come first in ascending order, as JavaScript orders them.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "JavaScript's word for it is the one that its users know.")]
public sealed class NexusObject : IReadOnlyCollection<KeyValuePair<string, NexusValue>>, IEquatable<NexusObject>
{
    // Objects with few members are searched; a dictionary would cost more than it saves.
    private const int SearchLimit = 8;

    private readonly List<KeyValuePair<string, NexusValue>> _members;
    private Dictionary<string, int>? _index;

    /// <summary>An empty one.</summary>
    public NexusObject() => _members = [];

    /// <summary>An empty one with room.</summary>
    /// <param name="capacity">Members expected.</param>
    public NexusObject(int capacity) => _members = new(capacity);

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>A member. Reading one that is absent gives <c>undefined</c>; writing replaces or adds at the end.</summary>
    public NexusValue this[string name]
    {
        get => Find(name) is var at and >= 0 ? _members[at].Value : NexusValue.Undefined;
        set => Set(name, value);
    }

    /// <summary>Adds or replaces a member; lets a collection initializer be used.</summary>
    public void Add(string name, NexusValue value) => Set(name, value);

    /// <summary>Whether the member is there, even as <c>undefined</c>.</summary>
    public bool Contains(string name) => Find(name) >= 0;

    /// <summary>A member, if it is there.</summary>
    public bool TryGetValue(string name, out NexusValue value)
    {
        int at = Find(name);
        value = at >= 0 ? _members[at].Value : default;
        return at >= 0;
    }

    /// <inheritdoc cref="IEnumerable{T}.GetEnumerator"/>
    public List<KeyValuePair<string, NexusValue>>.Enumerator GetEnumerator() => _members.GetEnumerator();

    IEnumerator<KeyValuePair<string, NexusValue>> IEnumerable<KeyValuePair<string, NexusValue>>.GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();

    /// <summary>Same members with equal values, in whatever order.</summary>
    public bool Equals(NexusObject? other)
    {
        if (other is null || other.Count != Count || ReferenceEquals(this, other))
        {
            return ReferenceEquals(this, other);
        }

        // Better an exception than the end of the process, should somebody compare what is circular.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _members.TrueForAll(m => other.TryGetValue(m.Key, out NexusValue value) && value == m.Value);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NexusObject);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    internal bool HasIndexNames()
    {
        foreach (KeyValuePair<string, NexusValue> member in _members)
        {
            if (IsIndex(member.Key))
            {
                return true;
            }
        }

        return false;
    }

    internal IEnumerable<KeyValuePair<string, NexusValue>> InScriptOrder() =>
        _members.Where(m => IsIndex(m.Key)).OrderBy(m => uint.Parse(m.Key, System.Globalization.CultureInfo.InvariantCulture))
            .Concat(_members.Where(m => !IsIndex(m.Key)));

    // An array index of ECMAScript: a whole number below 2^32 − 1 in its shortest decimal form.
    private static bool IsIndex(string name) =>
        name.Length is > 0 and <= 10 && char.IsAsciiDigit(name[0]) && (name[0] != '0' || name.Length == 1)
        && uint.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint index) && index != uint.MaxValue;

    private int Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_members.Count <= SearchLimit)
        {
            for (int i = 0; i < _members.Count; i++)
            {
                if (_members[i].Key == name)
                {
                    return i;
                }
            }

            return -1;
        }

        if (_index is null)
        {
            _index = new Dictionary<string, int>(_members.Count, StringComparer.Ordinal);
            for (int i = 0; i < _members.Count; i++)
            {
                _index.Add(_members[i].Key, i);
            }
        }

        return _index.GetValueOrDefault(name, -1);
    }

    private void Set(string name, NexusValue value)
    {
        int at = Find(name);
        if (at >= 0)
        {
            _members[at] = new(name, value);
            return;
        }

        _index?.Add(name, _members.Count);
        _members.Add(new(name, value));
    }
}
