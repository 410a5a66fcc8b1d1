namespace Ixt.Protocol;

/// <summary>A length-delimited field where it lies in a frame: nothing is decoded or copied until somebody asks.</summary>
internal readonly ref struct ProtobufSlice(ReadOnlySpan<byte> bytes)
{
    /// <summary>Whether the field is there. <c>default</c> is the one that is not.</summary>
    public bool IsPresent { get; } = true;

    /// <summary>Its content, without tag and length.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
