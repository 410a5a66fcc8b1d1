namespace Ixt.Nexus;

/// <summary>Reads values off the wire: JSON with placeholders for what JSON lacks.</summary>
/// <remarks>
/// Two kinds of fault are kept apart. Text that is not JSON throws and ends the connection. A placeholder that can't be decoded, or nesting past the limit, spoils
/// only the call that it belongs to: it is remembered in <see cref="Fault"/> while the rest is still read.
/// </remarks>
internal ref partial struct ValueReader
{
    /// <summary>Levels of arrays and objects that are decoded; Node itself gives up at about 5,000.</summary>
    internal const int MaxDepth = 10_000;

    /// <summary>Levels that the stack is used for; what is nested deeper takes the heap, because the pool's threads have little stack.</summary>
    internal const int MaxRecursion = 200;

    internal const char Placeholder = '\u0003';
    internal const char Escape = '\u0004';

    private readonly IReferenceImporter? _references;

    internal ValueReader(JsonCursor cursor, IReferenceImporter? references)
    {
        Cursor = cursor;
        _references = references;
    }

    /// <summary>Where it reads.</summary>
    internal JsonCursor Cursor;

    /// <summary>What the first placeholder that could not be decoded was, or null.</summary>
    internal NexusValueException? Fault { get; private set; }

    /// <summary>Reads one value. With <paramref name="plain"/> placeholders are ordinary strings.</summary>
    internal NexusValue Read(bool plain = false) => Read(plain, 0);

    private NexusValue Read(bool plain, int depth)
    {
        byte first = Cursor.Peek();
        if (first is (byte)'{' or (byte)'[')
        {
            return depth >= MaxRecursion ? ReadNested(plain, depth) : first == (byte)'{' ? ReadObject(plain, depth + 1) : ReadArray(plain, depth + 1);
        }

        return ReadScalar(first, plain);
    }

    private NexusValue ReadScalar(byte first, bool plain)
    {
        switch (first)
        {
            case (byte)'"':
                string text = Cursor.TakeString();
                return plain || text.Length == 0 || text[0] is not (Placeholder or Escape) ? NexusValue.From(text) : Decode(text);
            case (byte)'t':
                Cursor.TakeLiteral("true"u8);
                return NexusValue.True;
            case (byte)'f':
                Cursor.TakeLiteral("false"u8);
                return NexusValue.False;
            case (byte)'n':
                Cursor.TakeLiteral("null"u8);
                return NexusValue.Null;
            default:
                return NexusValue.From(Cursor.TakeNumber());
        }
    }

    private NexusValue ReadArray(bool plain, int depth)
    {
        Cursor.Take((byte)'[');
        if (Cursor.TryTake((byte)']'))
        {
            return NexusValue.From(Array.Empty<NexusValue>());
        }

        NexusValue first = Read(plain, depth);
        if (Cursor.TryTake((byte)']'))
        {
            return NexusValue.From(new[] { first });
        }

        Cursor.Take((byte)',');
        NexusValue second = Read(plain, depth);
        if (Cursor.TryTake((byte)']'))
        {
            return NexusValue.From(new[] { first, second });
        }

        List<NexusValue> items = [first, second];
        while (!Cursor.TryTake((byte)']'))
        {
            Cursor.Take((byte)',');
            items.Add(Read(plain, depth));
        }

        return NexusValue.From(items.ToArray());
    }

    private NexusValue ReadObject(bool plain, int depth)
    {
        Cursor.Take((byte)'{');
        NexusObject members = new();
        if (!Cursor.TryTake((byte)'}'))
        {
            do
            {
                string name = ReadName();
                members[name] = Read(plain, depth);
            }
            while (Cursor.TryTake((byte)','));
            Cursor.Take((byte)'}');
        }

        return NexusValue.From(members);
    }

    private string ReadName()
    {
        if (Cursor.Peek() != (byte)'"')
        {
            throw Cursor.Fault("a member name expected");
        }

        string name = Cursor.TakeString();
        Cursor.Take((byte)':');
        return name;
    }

    // Two control characters lead: one marks what JSON lacks, the other that the rest is meant literally.
    private NexusValue Decode(string text)
    {
        if (text[0] == Escape)
        {
            return NexusValue.From(text[1..]);
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        ReadOnlySpan<char> type = colon < 0 ? text.AsSpan(1) : text.AsSpan(1, colon - 1);
        string payload = colon < 0 ? "" : text[(colon + 1)..];
        if (type.Length != 1)
        {
            return NexusValue.From(text);
        }

        try
        {
            return type[0] switch
            {
                'U' => NexusValue.Undefined,
                'N' => NexusValue.From(BigIntText.Parse(payload)),
                'M' => NexusValue.From(PlainCollections.ReadMap(payload)),
                'S' => NexusValue.From(PlainCollections.ReadSet(payload)),
                'R' => Import(payload),
                _ => NexusValue.From(text),
            };
        }
        catch (NexusValueException e)
        {
            Fault ??= e;
            return NexusValue.Undefined;
        }
    }

    private readonly NexusValue Import(string id) => _references is null
        ? throw new NexusValueException("A function or reference can't stand here.")
        : NexusValue.From(_references.Import(id));
}
