namespace Ixt.Bench.Ipc;

/// <summary>What is echoed.</summary>
internal static class Payloads
{
    /// <summary>Bytes that do not compress and are the same in every run.</summary>
    internal static byte[] Random(int length, int seed = 0)
    {
        byte[] bytes = new byte[length];
        new Random(length + seed).NextBytes(bytes);
        return bytes;
    }
}
