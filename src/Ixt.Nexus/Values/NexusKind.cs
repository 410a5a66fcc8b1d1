namespace Ixt.Nexus;

/// <summary>What a <see cref="NexusValue"/> is: the kinds of value that travel between Nexus peers.</summary>
public enum NexusKind : byte
{
    /// <summary>JavaScript's <c>undefined</c>: also what a missing argument and a result without a value are.</summary>
    Undefined,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A number: a double, as everywhere in JavaScript.</summary>
    Number,

    /// <summary>A whole number of any size, JavaScript's <c>BigInt</c>.</summary>
    BigInt,

    /// <summary>Text; lone surrogates are kept.</summary>
    String,

    /// <summary>A list of values.</summary>
    Array,

    /// <summary>Named values in order.</summary>
    Object,

    /// <summary>JavaScript's <c>Map</c>: pairs of plain values in order.</summary>
    Map,

    /// <summary>JavaScript's <c>Set</c>: plain values in order.</summary>
    Set,

    /// <summary>A function or object that stays where it is: one of ours on the way out, a proxy of the peer's on the way in.</summary>
    Reference,
}
