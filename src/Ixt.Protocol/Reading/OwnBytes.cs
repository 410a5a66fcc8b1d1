namespace Ixt.Protocol;

/// <summary>Copies that a message keeps of what it was read from.</summary>
internal static class OwnBytes
{
    /// <summary>The bytes in an array of their own, which is not cleared first: for a large one that would be half of the work.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return copy;
    }
}
