using System.Buffers;

namespace Ixt.Protocol;

/// <summary>An output that may take large bytes from where they are when they are about to go out, instead of a copy in their turn.</summary>
internal interface ILateOutput : IBufferWriter<byte>
{
    /// <summary>Asks it to fill in bytes later.</summary>
    /// <param name="offset">Where their room begins, counted from what was advanced over so far. The writer advances over the room as if it had filled it.</param>
    /// <param name="bytes">Not to change until the frame is queued.</param>
    /// <returns><see langword="false"/> when the writer has to fill the room.</returns>
    bool TryLeave(int offset, ReadOnlyMemory<byte> bytes);
}
