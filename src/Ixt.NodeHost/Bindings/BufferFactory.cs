using Ixt.NodeHost.Engines;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace Ixt.NodeHost.Bindings;

/// <summary>Makes Buffers without running their constructor in the interpreter.</summary>
internal sealed class BufferFactory(Engine engine, long maxLength)
{
    /// <summary>Buffer.prototype; the prelude sets it before it makes its first Buffer.</summary>
    public ObjectInstance? Prototype { get; set; }

    /// <summary>A Buffer over bytes that nobody else uses.</summary>
    public JsTypedArray Wrap(byte[] bytes) =>
        bytes.Length > maxLength
            ? throw ScriptErrors.Range(engine, $"Cannot create a Buffer larger than {maxLength} bytes")
            : View(engine.Intrinsics.ArrayBuffer.Construct(bytes), 0, bytes.Length);

    /// <summary>A Buffer that shares an ArrayBuffer's bytes.</summary>
    public JsTypedArray View(JsArrayBuffer bytes, int offset, int length)
    {
        JsTypedArray view = engine.Intrinsics.Uint8Array.Construct(bytes, offset, length);
        view.Prototype = Prototype;
        return view;
    }
}
