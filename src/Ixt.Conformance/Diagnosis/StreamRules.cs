using System.Buffers.Binary;
using System.Text;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Ixt.Wire;
using Framing = Ixt.Conformance.Cases.Framing;

namespace Ixt.Conformance.Diagnosis;

/// <summary>Causes that show in bytes that are no frames.</summary>
internal static class StreamRules
{
    private const int Header = FrameLimits.HeaderSize;

    /// <summary>A length header that makes sense read the other way round.</summary>
    public static string? ByteOrder(Symptom symptom)
    {
        if (!IsBadHeader(symptom))
        {
            return null;
        }

        uint swapped = BinaryPrimitives.ReadUInt32BigEndian(symptom.Bytes);
        return swapped is > 0 and <= FrameLimits.MaxFrame && symptom.Bytes[0] == 0
            ? $"The length header is big-endian: read the other way round it says {swapped}. The header is little-endian (§3)."
            : null;
    }

    /// <summary>Lines where length headers belong.</summary>
    public static string? LinesInLengthFraming(Symptom symptom) =>
        IsBadHeader(symptom) && symptom.Bytes is [(byte)'{', ..]
            ? "It answers in lines although it was spoken to with length headers (IXT-FRM-003: the framing of the stream's first four bytes is the framing of every answer)."
            : null;

    /// <summary>Length headers where lines belong.</summary>
    public static string? HeadersInLines(Symptom symptom) =>
        symptom.Framing == Framing.Ndjson && symptom.Frame is null && symptom.Bytes is [_, _, _, 0, ..]
            ? "It writes length headers although it was spoken to in lines (IXT-FRM-003)."
            : null;

    /// <summary>A line end behind a frame that has a length.</summary>
    public static string? LineFeedAfterFrame(Symptom symptom) =>
        IsBadHeader(symptom) && symptom.Bytes is [(byte)'\n' or (byte)'\r', ..]
            ? "Where the next length header should stand there is a line end: does it write a newline after each frame, as for lines? The header counts every byte that follows."
            : null;

    /// <summary>JSON spread over lines.</summary>
    public static string? IndentedJson(Symptom symptom)
    {
        if (symptom.Framing != Framing.Ndjson || symptom.Frame is not null || symptom.Bytes.IsEmpty)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(symptom.Bytes).TrimEnd('\r', '\n', ' ');
        return text is "{" or "}" || (text.StartsWith("  ", StringComparison.Ordinal) && text.TrimStart().StartsWith('"'))
            ? "Its JSON is indented: in lines, a frame has no raw line break (IXT-FRM-007). Write it without indentation."
            : null;
    }

    /// <summary>A byte order mark.</summary>
    public static string? ByteOrderMark(Symptom symptom) =>
        symptom.Bytes.StartsWith(Encoding.UTF8.Preamble)
            ? "The frame begins with a byte order mark (EF BB BF): use an encoder that writes none (IXT-FRM-014)."
            : null;

    /// <summary>Output that belongs on stderr.</summary>
    public static string? TextOnTheSocket(Symptom symptom)
    {
        bool noFrame = IsBadHeader(symptom) || (symptom.Framing == Framing.Ndjson && symptom.Frame is null && symptom.Failure.Pointer is not null);
        if (!noFrame || symptom.Bytes.Length < Header || symptom.Bytes.ContainsAnyExceptInRange((byte)0x09, (byte)0x7e))
        {
            return null;
        }

        return $"It wrote text to the socket (\"{Encoding.ASCII.GetString(symptom.Bytes[..Math.Min(40, symptom.Bytes.Length)]).Trim()}\"): only frames go there, a module's own output goes to stderr (IXT-TRN-008).";
    }

    /// <summary>A header that counts something other than bytes.</summary>
    public static string? CountedInCharacters(Symptom symptom) =>
        IsBadHeader(symptom)
            ? "What stands where a length header should be is the middle of something else: does the header before count characters, not bytes of UTF-8?"
            : null;

    private static bool IsBadHeader(Symptom symptom) =>
        symptom.Failure.Kind == FailureKind.Stream && symptom.Framing != Framing.Ndjson && symptom.Bytes.Length >= Header;
}
