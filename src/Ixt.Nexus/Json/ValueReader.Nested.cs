namespace Ixt.Nexus;

/// <summary>Values that are nested so deeply that the stack is not used for them.</summary>
internal ref partial struct ValueReader
{
    private sealed class Level(bool isObject)
    {
        private readonly NexusObject? _members = isObject ? new NexusObject() : null;
        private readonly List<NexusValue>? _items = isObject ? null : [];

        internal bool IsObject => _members is not null;

        internal byte End => IsObject ? (byte)'}' : (byte)']';

        internal string Name { get; set; } = "";

        internal void Add(NexusValue value)
        {
            if (_members is not null)
            {
                _members[Name] = value;
            }
            else
            {
                _items!.Add(value);
            }
        }

        internal NexusValue ToValue() => _members is not null ? NexusValue.From(_members) : NexusValue.From(_items!.ToArray());
    }

    private NexusValue ReadNested(bool plain, int depth)
    {
        Stack<Level> open = [];
        while (true)
        {
            byte first = Cursor.Peek();
            NexusValue value;
            if (first is not ((byte)'{' or (byte)'['))
            {
                value = ReadScalar(first, plain);
            }
            else if (depth + open.Count >= MaxDepth)
            {
                Fault ??= new NexusValueException($"The value is nested too deeply; at most {MaxDepth} levels are read.");
                Cursor.Skip();
                value = NexusValue.Undefined;
            }
            else
            {
                Level level = new(first == (byte)'{');
                Cursor.Take(first);
                if (!Cursor.TryTake(level.End))
                {
                    level.Name = level.IsObject ? ReadName() : "";
                    open.Push(level);
                    continue;
                }

                value = level.ToValue();
            }

            if (!Close(open, ref value))
            {
                return value;
            }
        }
    }

    // A value has ended, and with it all levels that it was the last of. False: the outermost was one of them.
    private bool Close(Stack<Level> open, ref NexusValue value)
    {
        while (open.TryPeek(out Level? level))
        {
            level.Add(value);
            if (Cursor.TryTake((byte)','))
            {
                level.Name = level.IsObject ? ReadName() : "";
                return true;
            }

            Cursor.Take(level.End);
            open.Pop();
            value = level.ToValue();
        }

        return false;
    }
}
