using System.Buffers;

namespace Ixt.Session;

/// <summary>Bytes that go out in one write: many small frames, or one large one.</summary>
internal readonly record struct OutgoingChunk(byte[] Array, int Length, int Frames)
{
    internal ReadOnlyMemory<byte> Memory => Array.AsMemory(0, Length);

    internal void Return() => ArrayPool<byte>.Shared.Return(Array);
}
