using System.Buffers;

namespace Ixt.Session;

/// <summary>Bytes that go out in one write: many small frames, or one large one.</summary>
/// <param name="Array">From the shared pool.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Frames">In how many frames.</param>
/// <param name="Late">Large bytes that are not in the array yet.</param>
internal readonly record struct OutgoingChunk(byte[] Array, int Length, int Frames, LateBytes Late = default)
{
    internal ReadOnlyMemory<byte> Memory => Array.AsMemory(0, Length);

    internal void Return() => ArrayPool<byte>.Shared.Return(Array);
}
