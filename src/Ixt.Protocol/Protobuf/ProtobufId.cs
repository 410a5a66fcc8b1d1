namespace Ixt.Protocol;

/// <summary>What a frame has for an id, not yet known to be a valid one. Of several the last counts.</summary>
internal readonly ref struct ProtobufId
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ulong _number;
    private readonly bool _isText;

    public ProtobufId(ReadOnlySpan<byte> text)
    {
        _text = text;
        _isText = true;
        IsPresent = true;
    }

    public ProtobufId(ulong number)
    {
        _number = number;
        IsPresent = true;
    }

    /// <summary>Whether there is one. <c>default</c> is none.</summary>
    public bool IsPresent { get; }

    /// <summary>The bytes of one that is text; none otherwise.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <returns><see langword="false"/> for none, a string that is empty, too long or not UTF-8, and a number past 2^53−1.</returns>
    public bool TryGet(out RequestId id)
    {
        if (_isText)
        {
            if (ProtobufRead.TryText(_text, 1, RequestId.MaxLength, out string? text) == ProtobufText.Valid)
            {
                id = new RequestId(text!);
                return true;
            }
        }
        else if (IsPresent && _number <= RequestId.MaxNumber)
        {
            id = new RequestId((long)_number);
            return true;
        }

        id = default;
        return false;
    }
}
