namespace Ixt.Protocol;

/// <summary>A field of a fixed or variable number of bits, not yet known to be one that the schema allows.</summary>
internal readonly struct ProtobufNumber(ulong bits)
{
    /// <summary>Whether the field is there. <c>default</c> is the one that is not.</summary>
    public bool IsPresent { get; } = true;

    /// <summary>The integer, the boolean (0 is false), or the bits of the double.</summary>
    public ulong Bits { get; } = bits;
}
