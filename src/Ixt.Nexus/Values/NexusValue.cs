using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>One value as it travels between Nexus peers. Immutable; <c>default</c> is <c>undefined</c>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct NexusValue : IEquatable<NexusValue>
{
    private readonly object? _content;
    private readonly double _number;

    private NexusValue(NexusKind kind, object? content, double number = 0)
    {
        Kind = kind;
        _content = content;
        _number = number;
    }

    /// <summary>What it is.</summary>
    public NexusKind Kind { get; }

    /// <summary>JavaScript's <c>undefined</c>.</summary>
    public static NexusValue Undefined => default;

    /// <summary><c>null</c>.</summary>
    public static NexusValue Null { get; } = new(NexusKind.Null, null);

    /// <summary>The boolean true.</summary>
    public static NexusValue True { get; } = new(NexusKind.Boolean, null, 1);

    /// <summary>The boolean false.</summary>
    public static NexusValue False { get; } = new(NexusKind.Boolean, null);

    /// <summary>Whether there is nothing: <c>undefined</c> or <c>null</c>.</summary>
    public bool IsNullish => Kind <= NexusKind.Null;

    /// <summary>A boolean.</summary>
    public static NexusValue From(bool value) => value ? True : False;

    /// <summary>A number. NaN and the infinities have no JSON form: they arrive as <c>null</c>, as JavaScript sends them.</summary>
    public static NexusValue From(double value) => new(NexusKind.Number, null, value);

    /// <summary>A number if it is one exactly, else a <see cref="NexusKind.BigInt"/>: nothing is lost beyond ±(2^53−1).</summary>
    public static NexusValue From(long value) =>
        value is >= -MaxSafeInteger and <= MaxSafeInteger ? new(NexusKind.Number, null, value) : From((BigInteger)value);

    /// <summary>A <see cref="NexusKind.BigInt"/>, however small.</summary>
    public static NexusValue From(BigInteger value) => new(NexusKind.BigInt, value);

    /// <summary>Text; a null reference is <see cref="Null"/>.</summary>
    public static NexusValue From(string? value) => value is null ? Null : new(NexusKind.String, value);

    /// <summary>A list; the array is not copied and must not change afterwards.</summary>
    public static NexusValue From(NexusValue[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new(NexusKind.Array, items);
    }

    /// <summary>Named values.</summary>
    public static NexusValue From(NexusObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(NexusKind.Object, value);
    }

    /// <summary>A map.</summary>
    public static NexusValue From(NexusMap value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(NexusKind.Map, value);
    }

    /// <summary>A set.</summary>
    public static NexusValue From(NexusSet value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(NexusKind.Set, value);
    }

    /// <summary>A function or object that stays on this side: the peer gets a reference to it, and every occurrence a reference of its own.</summary>
    public static NexusValue From(INexusDispatcher target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new(NexusKind.Reference, target);
    }

    /// <summary>A reference of the peer, as it came in. Sent back, it is exported again: references do not unwrap.</summary>
    public static NexusValue From(NexusRef reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new(NexusKind.Reference, reference);
    }

    /// <inheritdoc cref="From(bool)"/>
    public static implicit operator NexusValue(bool value) => From(value);

    /// <inheritdoc cref="From(double)"/>
    public static implicit operator NexusValue(double value) => From(value);

    /// <inheritdoc cref="From(long)"/>
    public static implicit operator NexusValue(long value) => From(value);

    /// <inheritdoc cref="From(long)"/>
    public static implicit operator NexusValue(int value) => From((double)value);

    /// <inheritdoc cref="From(string)"/>
    public static implicit operator NexusValue(string? value) => From(value);

    /// <inheritdoc cref="From(NexusValue[])"/>
    public static implicit operator NexusValue(NexusValue[] items) => From(items);

    /// <inheritdoc cref="From(NexusObject)"/>
    public static implicit operator NexusValue(NexusObject value) => From(value);

    /// <summary>By value; references by identity; numbers as JavaScript's <c>Object.is</c> except that 0 and −0 are equal.</summary>
    public static bool operator ==(NexusValue left, NexusValue right) => left.Equals(right);

    /// <summary>Not <see cref="op_Equality"/>.</summary>
    public static bool operator !=(NexusValue left, NexusValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(NexusValue other) => Kind == other.Kind && Kind switch
    {
        NexusKind.Undefined or NexusKind.Null => true,
        NexusKind.Boolean => _number == other._number,
        NexusKind.Number => _number.Equals(other._number) || _number == other._number,
        NexusKind.Array => ReferenceEquals(_content, other._content) || ItemsEqual(ItemArray, other.ItemArray),
        _ => Equals(_content, other._content),
    };

    private static bool ItemsEqual(NexusValue[] left, NexusValue[] right)
    {
        // Better an exception than the end of the process, should somebody compare what is circular.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return left.AsSpan().SequenceEqual(right);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NexusValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        NexusKind.Boolean or NexusKind.Number => HashCode.Combine(Kind, _number == 0 ? 0 : _number),
        NexusKind.Array => HashCode.Combine(Kind, Items.Length),
        _ => HashCode.Combine(Kind, _content),
    };
}
