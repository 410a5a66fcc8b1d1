using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Buffers;

/// <summary>A script's bytes where they lie: an ArrayBuffer, an offset and a length passed as three arguments.</summary>
internal static class ByteView
{
    public static Span<byte> Of(JsValue[] arguments, int index) =>
        MemoryOf(arguments, index).Span;

    public static Memory<byte> MemoryOf(JsValue[] arguments, int index)
    {
        byte[] bytes = arguments[index].AsArrayBuffer() ?? throw new InvalidOperationException("The ArrayBuffer is detached.");
        return bytes.AsMemory((int)arguments[index + 1].AsNumber(), (int)arguments[index + 2].AsNumber());
    }
}
