using System.Text;
using System.Text.Unicode;
using Ixt.NodeHost.Buffers;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>The byte work behind Buffer, TextEncoder and TextDecoder.</summary>
internal sealed class BufferBinding
{
    private static readonly UTF8Encoding s_strictUtf8 = new(false, true);
    private readonly BindingObject _binding;

    private BufferBinding(Engine engine, long maxLength)
    {
        BufferFactory factory = new(engine, maxLength);
        BufferFastPaths fastPaths = new(engine, factory);
        _binding = new BindingObject(engine)
            .Value("maxLength", maxLength)
            .Action("setPrototype", a => factory.Prototype = a[0].AsObject())
            .Method("quicken", a => fastPaths.Quicken(a[0].AsString(), a[1]))
            .Method("wrap", a => factory.View((JsArrayBuffer)a[0], 0, a[0].AsArrayBuffer()!.Length))
            .Method("allocate", a => factory.Wrap(new byte[(int)a[0].AsNumber()]))
            .Method("encode", a => factory.Wrap(TextCodec.Encode(a[0].ToString(), a[1].AsString())))
            .Method("decode", a => TextCodec.Decode(ByteView.Of(a, 0), a[3].AsString()))
            .Method("decodeFatal", a => DecodeFatal(ByteView.Of(a, 0)))
            .Method("utf8Length", a => Encoding.UTF8.GetByteCount(a[0].ToString()))
            .Method("utf8Tail", a => Utf8Tail(ByteView.Of(a, 0)))
            .Method("write", a => Write(a[0].ToString(), a[1].AsString(), ByteView.Of(a, 2)))
            .Method("compare", a => Math.Sign(ByteView.Of(a, 0).SequenceCompareTo(ByteView.Of(a, 3))))
            .Action("copy", a => ByteView.Of(a, 0).CopyTo(ByteView.Of(a, 3)))
            .Action("fill", a => Fill(ByteView.Of(a, 0), ByteView.Of(a, 3)))
            .Method("indexOf", a => IndexOf(ByteView.Of(a, 0), ByteView.Of(a, 3)))
            .Method("lastIndexOf", a => ByteView.Of(a, 0).LastIndexOf(ByteView.Of(a, 3)));
    }

    public static JsValue Create(Engine engine, long maxLength) => new BufferBinding(engine, maxLength)._binding.Target;

    private static JsValue DecodeFatal(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return JsValue.Null;
        }
    }

    /// <summary>How many bytes at the end are the beginning of a character that is not complete yet.</summary>
    private static JsValue Utf8Tail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte b = bytes[^back];
            if ((b & 0xC0) != 0x80)
            {
                if (b < 0xC2 || b > 0xF4)
                {
                    return 0;
                }

                // The decoder knows which second bytes are legal (no surrogates, no overlong forms).
                return Rune.DecodeFromUtf8(bytes[^back..], out _, out int used) == System.Buffers.OperationStatus.NeedMoreData && used == back ? back : 0;
            }
        }

        return 0;
    }

    private static JsValue Write(string text, string encoding, Span<byte> target)
    {
        if (encoding == "utf8")
        {
            // Whole characters only, like Node.
            Utf8.FromUtf16(text, target, out _, out int written);
            return written;
        }

        byte[] bytes = TextCodec.Encode(text, encoding);
        int count = Math.Min(bytes.Length, target.Length);
        count = encoding == "utf16le" ? count & ~1 : count;
        bytes.AsSpan(0, count).CopyTo(target);
        return count;
    }

    private static void Fill(Span<byte> target, ReadOnlySpan<byte> pattern)
    {
        if (pattern.Length == 1)
        {
            target.Fill(pattern[0]);
            return;
        }

        while (!target.IsEmpty)
        {
            int count = Math.Min(target.Length, pattern.Length);
            pattern[..count].CopyTo(target);
            target = target[count..];
        }
    }

    private static JsValue IndexOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle) => bytes.IndexOf(needle);
}
