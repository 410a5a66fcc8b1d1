using System.Diagnostics;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>The text of an object whose large binary members are kept as bytes: empty strings stand in their places.</summary>
internal sealed class CutText
{
    /// <summary>A shorter base64 text is not worth it, in bytes.</summary>
    internal const int LeastLength = 1024;

    private readonly byte[] _rest;
    private readonly TextCut[] _cuts;
    private readonly int _length;

    /// <param name="text">The whole text.</param>
    /// <param name="cuts">In the order they stand; not empty.</param>
    internal CutText(ReadOnlySpan<byte> text, TextCut[] cuts)
    {
        _cuts = cuts;
        _length = text.Length;
        _rest = new byte[text.Length - cuts.Sum(static c => c.Length)];
        int from = 0;
        int to = 0;
        foreach (TextCut cut in cuts)
        {
            text[from..cut.At].CopyTo(_rest.AsSpan(to));
            to += cut.At - from;
            from = cut.At + cut.Length;
        }

        text[from..].CopyTo(_rest.AsSpan(to));
    }

    /// <summary>The whole text, byte for byte: strict base64 has only one.</summary>
    internal byte[] ToText()
    {
        byte[] text = GC.AllocateUninitializedArray<byte>(_length);
        int from = 0;
        int to = 0;
        foreach (TextCut cut in _cuts)
        {
            int before = cut.At - to;
            _rest.AsSpan(from, before).CopyTo(text.AsSpan(to));
            from += before;
            System.Buffers.Text.Base64.EncodeToUtf8(cut.Bytes, text.AsSpan(cut.At, cut.Length), out _, out int written);
            Debug.Assert(written == cut.Length, "Strict base64 has one text.");
            to = cut.At + cut.Length;
        }

        _rest.AsSpan(from).CopyTo(text.AsSpan(to));
        return text;
    }

    /// <summary>The bytes of a member of the object; of a name that stands twice, the last counts.</summary>
    internal bool TryGetBytes(ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        bool isThere = false;
        int removed = 0;
        int next = 0;
        ObjectScanner members = new(new JsonSlice(JsonTokenType.StartObject, _rest, isEscaped: false));
        while (members.Next(out ReadOnlySpan<byte> candidate))
        {
            JsonSlice value = members.Value();

            // A string's quote is the byte before the scanner's position, and that of a cut one stands where it was cut.
            bool isCut = next < _cuts.Length && value.Type == JsonTokenType.String && members.Position - 1 + removed == _cuts[next].At;
            TextCut cut = isCut ? _cuts[next++] : default;
            removed += cut.Length;
            if (candidate.SequenceEqual(name))
            {
                isThere = isCut || value.TryGetBytes(out bytes);
                bytes = isCut ? cut.Bytes : bytes;
            }
        }

        return isThere;
    }
}
