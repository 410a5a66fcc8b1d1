using System.Text;
using Ixt.NodeHost.Buffers;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace Ixt.NodeHost.Bindings;

/// <summary>Native stand-ins for the Buffer methods that run for every message; unusual arguments go to the prelude's own method.</summary>
internal sealed class BufferFastPaths
{
    private readonly Engine _engine;
    private readonly BufferFactory _factory;
    private readonly JsValue _bufferOf;
    private readonly JsValue _offsetOf;

    public BufferFastPaths(Engine engine, BufferFactory factory)
    {
        _engine = engine;
        _factory = factory;

        // The getters themselves: looking them up through a Buffer's prototypes costs more than calling them.
        _bufferOf = Getter("buffer");
        _offsetOf = Getter("byteOffset");
    }

    /// <summary>A function that does the usual case itself and calls <paramref name="general"/> for the others.</summary>
    public JsValue Quicken(string name, JsValue general) => name switch
    {
        "from" => Function(name, general, 3, (_, a) => From(a)),
        "byteLength" => Function(name, general, 2, (_, a) => ByteLength(a)),
        "toString" => Function(name, general, 3, (self, a) => Decode(self, a)),
        "subarray" => Function(name, general, 2, (self, a) => Subarray(self, a)),
        "indexOf" => Function(name, general, 3, (self, a) => IndexOf(self, a)),
        _ => throw new ArgumentException($"No fast path for '{name}'.", nameof(name)),
    };

    private JsValue Getter(string name) =>
        _engine.Evaluate($"Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), '{name}').get");

    private ClrFunction Function(string name, JsValue general, int length, Func<JsValue, JsValue[], JsValue?> usual) =>
        new(_engine, name, (self, arguments) => usual(self, arguments) ?? general.Call(self, arguments), length);

    private JsValue? From(JsValue[] arguments) =>
        arguments is [JsString text, ..] && EncodingAt(arguments, 1) is { } encoding ? _factory.Wrap(TextCodec.Encode(text.ToString(), encoding)) : null;

    private static JsValue? ByteLength(JsValue[] arguments) =>
        arguments is [JsString text, ..] && EncodingAt(arguments, 1) == "utf8" ? JsNumber.Create(Encoding.UTF8.GetByteCount(text.ToString())) : null;

    private JsValue? Decode(JsValue self, JsValue[] arguments) =>
        arguments.Length <= 1 && self.IsUint8Array() && EncodingAt(arguments, 0) is { } encoding
            ? JsString.Create(TextCodec.Decode(Bytes((JsTypedArray)self), encoding))
            : null;

    private JsTypedArray? Subarray(JsValue self, JsValue[] arguments)
    {
        if (!self.IsUint8Array())
        {
            return null;
        }

        JsTypedArray bytes = (JsTypedArray)self;
        int length = (int)bytes.Length;
        if (!TryIndex(arguments, 0, 0, length, out int start) || !TryIndex(arguments, 1, length, length, out int end))
        {
            return null;
        }

        int offset = (int)_offsetOf.Call(self, []).AsNumber() + start;
        return _factory.View((JsArrayBuffer)_bufferOf.Call(self, []), offset, Math.Max(0, end - start));
    }

    private JsValue? IndexOf(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length is 0 or > 2 || !arguments[0].IsNumber() || !self.IsUint8Array())
        {
            return null;
        }

        JsTypedArray bytes = (JsTypedArray)self;
        double value = arguments[0].AsNumber();
        if (value is not (>= 0 and <= 255) || value != (byte)value || !TryIndex(arguments, 1, 0, (int)bytes.Length, out int start))
        {
            return null;
        }

        int found = Bytes(bytes)[start..].IndexOf((byte)value);
        return found < 0 ? found : found + start;
    }

    /// <summary>An argument that is a whole number from 0 on, cut to the length; anything else is the general method's.</summary>
    private static bool TryIndex(JsValue[] arguments, int at, int missing, int length, out int index)
    {
        index = missing;
        if (at >= arguments.Length || arguments[at].IsUndefined())
        {
            return true;
        }

        if (!arguments[at].IsNumber())
        {
            return false;
        }

        double value = arguments[at].AsNumber();
        index = value <= length ? (int)value : length;
        return value >= 0 && (value > length || value == index);
    }

    /// <summary>The canonical name of an encoding that needs no looking up, else <see langword="null"/>.</summary>
    private static string? EncodingAt(JsValue[] arguments, int at)
    {
        if (at >= arguments.Length || arguments[at].IsUndefined())
        {
            return "utf8";
        }

        return arguments[at] is JsString given && given.ToString() is var name and ("utf8" or "base64" or "hex" or "latin1") ? name : null;
    }

    private ReadOnlySpan<byte> Bytes(JsTypedArray view)
    {
        byte[]? bytes = _bufferOf.Call(view, []).AsArrayBuffer();
        return bytes.AsSpan((int)_offsetOf.Call(view, []).AsNumber(), (int)view.Length);
    }
}
