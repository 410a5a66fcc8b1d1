namespace Ixt.Nexus;

/// <summary>Walks the elements of one packet: a JSON array whose first element is its type. Elements that are missing read as <c>undefined</c>.</summary>
internal ref struct PacketReader
{
    private readonly IReferenceImporter? _references;
    private JsonCursor _cursor;
    private bool _ended;

    /// <summary>Reads the type.</summary>
    /// <exception cref="NexusWireException">Not an array, empty, or not a type there is: the connection can't be trusted any more.</exception>
    internal PacketReader(ReadOnlySpan<byte> body, IReferenceImporter? references)
    {
        _references = references;
        _cursor = new JsonCursor(body);
        if (!_cursor.TryTake((byte)'['))
        {
            throw new NexusWireException("A frame that is not an array.");
        }

        if (_cursor.Peek() is not ((byte)'-' or (>= (byte)'0' and <= (byte)'9')))
        {
            throw new NexusWireException("A packet whose type is no number.");
        }

        double type = _cursor.TakeNumber();
        Type = type is >= 1 and <= 17 and not 4 && Math.Floor(type) == type ? (PacketType)(int)type : throw new NexusWireException($"A packet of the unknown type {type}.");
    }

    internal PacketType Type { get; }

    /// <summary>What the first placeholder that could not be decoded was, or null.</summary>
    internal NexusValueException? Fault { get; private set; }

    /// <summary>The next element as it stands, to be echoed; empty if it is missing.</summary>
    internal ReadOnlySpan<byte> ReadRaw()
    {
        if (!Next())
        {
            return default;
        }

        _cursor.Peek();
        int start = _cursor.Position;
        _cursor.Skip();
        return _cursor.Since(start);
    }

    /// <summary>The next element. With <paramref name="plain"/> placeholders in it are ordinary strings.</summary>
    internal NexusValue Read(bool plain)
    {
        if (!Next())
        {
            return NexusValue.Undefined;
        }

        ValueReader reader = new(_cursor, _references);
        NexusValue value = reader.Read(plain);
        _cursor = reader.Cursor;
        Fault ??= reader.Fault;
        return value;
    }

    /// <summary>The next element's text if it is a string; else null, and <paramref name="isNullish"/> says whether there is nothing.</summary>
    internal string? ReadText(out bool isNullish)
    {
        NexusValue value = Read(plain: true);
        isNullish = value.IsNullish;
        return value.Kind == NexusKind.String ? value.AsString() : null;
    }

    /// <summary>The next element as member names; null if it is no array of strings and numbers. Not to be changed: calls of the same member share it.</summary>
    internal string[]? ReadPath(PathCache? known = null)
    {
        ReadOnlySpan<byte> raw = ReadRaw();
        if (raw.IsEmpty)
        {
            return null;
        }

        return known is null ? ParsePath(raw) : known.TryGet(raw, out string[]? path) ? path : known.Add(raw, ParsePath(raw));
    }

    /// <summary>The last element of a call: the value, in front of which 0.3.1 sometimes puts a service name that means nothing.</summary>
    internal NexusValue ReadValueAfterOptionalName()
    {
        PacketReader start = this;
        if (NextIsArray())
        {
            // A list of arguments, as nearly always: read in one go, and anew only if it was in the name's place.
            NexusValue value = Read(plain: false);
            if (_cursor.Peek() != (byte)',')
            {
                return value;
            }

            this = start;
        }

        if (ReadRaw().IsEmpty || _ended || _cursor.Peek() != (byte)',')
        {
            this = start;
        }

        return Read(plain: false);
    }

    /// <summary>Goes past what is left, which is not ours to judge, and demands that the frame ends there.</summary>
    internal void End()
    {
        while (Next())
        {
            _cursor.Skip();
        }

        _cursor.End();
    }

    private static string[]? ParsePath(ReadOnlySpan<byte> raw)
    {
        NexusValue value = new ValueReader(new JsonCursor(raw), null).Read(plain: true);
        if (value.Kind != NexusKind.Array)
        {
            return null;
        }

        ReadOnlySpan<NexusValue> items = value.Items;
        string[] path = items.Length == 0 ? [] : new string[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            switch (items[i].Kind)
            {
                case NexusKind.String:
                    path[i] = items[i].AsString();
                    break;
                case NexusKind.Number:
                    path[i] = items[i].ToString();
                    break;
                default:
                    return null;
            }
        }

        return path;
    }

    // Whether the next element is an array; the cursor stays.
    private readonly bool NextIsArray()
    {
        JsonCursor ahead = _cursor;
        return !_ended && ahead.TryTake((byte)',') && ahead.Peek() == (byte)'[';
    }

    private bool Next()
    {
        if (_ended)
        {
            return false;
        }

        if (_cursor.TryTake((byte)','))
        {
            return true;
        }

        _cursor.Take((byte)']');
        _ended = true;
        return false;
    }
}
