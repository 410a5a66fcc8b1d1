using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Builds the JSON text of one object with a writer that each thread keeps.</summary>
internal static class JsonBytes
{
    /// <summary>A frame may nest 64 levels (§9) and its own object is one of them.</summary>
    internal const int MaxDataDepth = 63;

    /// <summary>Details sit one object deeper, in <c>error</c>.</summary>
    internal const int MaxDetailsDepth = 62;

    private const int LargestBufferKept = 256 * 1024;

    private static readonly JsonWriterOptions s_writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDataDepth,
    };

    private static readonly SearchValues<byte> s_lineBreaks = SearchValues.Create("\r\n"u8);

    [ThreadStatic]
    private static Scratch? t_scratch;

    internal static byte[] Empty { get; } = "{}"u8.ToArray();

    /// <summary>Runs <paramref name="write"/> and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It wrote anything but one JSON object, or nested too deep.</exception>
    internal static byte[] WriteObject<TState>(string what, TState state, Action<Utf8JsonWriter, TState> write)
        where TState : allows ref struct
    {
        byte[] bytes = Write(what, state, write);
        if (bytes[0] != (byte)'{')
        {
            throw NotAnObject(what, Kind(bytes[0]));
        }

        return bytes;
    }

    /// <summary>The text of an object with these members.</summary>
    /// <param name="what">For an exception.</param>
    /// <param name="members">Names and values.</param>
    /// <param name="binary">Copies of those that are many bytes, which the text leaves out; usually none.</param>
    internal static byte[] WriteObject(string what, ReadOnlySpan<(string Name, FieldValue Value)> members, out BinaryMember[]? binary)
    {
        binary = null;
        if (!FieldValue.IsPlain(members, out int large))
        {
            return WriteObject(what, members, static (writer, m) => FieldValue.WriteObject(writer, m));
        }

        Scratch scratch = t_scratch ??= new Scratch();
        try
        {
            PlainWriter writer = new(scratch.Buffer);
            binary = large == 0 ? null : new BinaryMember[large];
            FieldValue.WritePlain(ref writer, members, binary);
            writer.Flush();
            return scratch.Buffer.WrittenSpan.ToArray();
        }
        finally
        {
            if (scratch.Buffer.Capacity <= LargestBufferKept)
            {
                scratch.Buffer.ResetWrittenCount();
            }
            else
            {
                t_scratch = null;
            }
        }
    }

    /// <summary>The text of an object with its binary members.</summary>
    internal static byte[] Join(byte[] text, BinaryMember[]? binary)
    {
        if (binary is null)
        {
            return text;
        }

        ArrayBufferWriter<byte> buffer = new();
        PlainWriter writer = new(buffer);
        writer.Object(text, binary);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Runs <paramref name="write"/> and returns the one value, of any kind, that it wrote.</summary>
    internal static byte[] Write<TState>(string what, TState state, Action<Utf8JsonWriter, TState> write)
        where TState : allows ref struct
    {
        // Taken, not borrowed: the callback may build another result on this thread.
        Scratch scratch = t_scratch ?? new Scratch();
        t_scratch = null;
        try
        {
            write(scratch.Writer, state);
            scratch.Writer.Flush();
            if (scratch.Writer.CurrentDepth != 0 || scratch.Buffer.WrittenCount == 0)
            {
                throw new InvalidOperationException($"{what} must be written as one whole JSON value.");
            }

            return scratch.Buffer.WrittenSpan.ToArray();
        }
        catch (JsonException e)
        {
            // A contract's own depth or cycle check.
            throw new InvalidOperationException($"{what} cannot be written as JSON: {e.Message}", e);
        }
        finally
        {
            if (scratch.Buffer.Capacity <= LargestBufferKept)
            {
                scratch.Reset();
                t_scratch = scratch;
            }
        }
    }

    /// <summary>Takes over a JSON text that somebody else wrote.</summary>
    /// <exception cref="InvalidOperationException">It is not one JSON object in UTF-8 within the depth limit.</exception>
    internal static byte[] CopyObject(string what, ReadOnlySpan<byte> utf8)
    {
        try
        {
            // The reader alone would let invalid UTF-8 and lone surrogates through; both are rare enough for a second path.
            if (!Utf8.IsValid(utf8))
            {
                throw new InvalidOperationException($"{what} is not valid UTF-8.");
            }

            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDataDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw NotAnObject(what, reader.TokenType.ToString());
            }

            reader.Skip();
            if (reader.Read())
            {
                throw new InvalidOperationException($"{what} holds more than one JSON value.");
            }

            return utf8.ContainsAny(s_lineBreaks) || utf8.IndexOf("\\u"u8) >= 0 || utf8[0] != (byte)'{' ? Rewrite(what, utf8) : utf8.ToArray();
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{what} is not JSON: {e.Message}", e);
        }
    }

    private static byte[] Rewrite(string what, ReadOnlySpan<byte> utf8)
    {
        JsonElement element = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDataDepth });
        return WriteObject(what, element, static (writer, value) => value.WriteTo(writer));
    }

    private static InvalidOperationException NotAnObject(string what, string kind) =>
        new($"{what} must be a JSON object, but is {kind}.");

    private static string Kind(byte first) => first switch
    {
        (byte)'[' => "an array",
        (byte)'"' => "a string",
        (byte)'t' or (byte)'f' => "a boolean",
        (byte)'n' => "null",
        _ => "a number",
    };

    [SuppressMessage("Reliability", "CA1001", Justification = "The writer holds no resource besides its buffer, which lives as long.")]
    private sealed class Scratch
    {
        internal Scratch()
        {
            Buffer = new ArrayBufferWriter<byte>(512);
            Writer = new Utf8JsonWriter(Buffer, s_writerOptions);
        }

        internal ArrayBufferWriter<byte> Buffer { get; }

        internal Utf8JsonWriter Writer { get; }

        internal void Reset()
        {
            Buffer.ResetWrittenCount();
            Writer.Reset();
        }
    }
}
