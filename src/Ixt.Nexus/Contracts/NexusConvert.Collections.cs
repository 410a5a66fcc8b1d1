namespace Ixt.Nexus;

public static partial class NexusConvert
{
    /// <summary>A value, or nothing.</summary>
    public static T? ReadNullable<T>(NexusValue value, Func<NexusValue, T> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return value.IsNullish ? null : read(value);
    }

    /// <summary>A value, or <c>null</c>.</summary>
    public static NexusValue WriteNullable<T>(T? value, Func<T, NexusValue> write)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(write);
        return value is { } given ? write(given) : NexusValue.Null;
    }

    /// <summary>A list.</summary>
    public static T[] ReadArray<T>(NexusValue value, Func<NexusValue, T> read)
    {
        ReadOnlySpan<NexusValue> items = value.Items;
        T[] array = items.IsEmpty ? [] : new T[items.Length];
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = Item(items[i], i, read);
        }

        return array;
    }

    /// <summary>A list.</summary>
    public static List<T> ReadList<T>(NexusValue value, Func<NexusValue, T> read)
    {
        ReadOnlySpan<NexusValue> items = value.Items;
        List<T> list = new(items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            list.Add(Item(items[i], i, read));
        }

        return list;
    }

    /// <summary>A list, or <c>null</c>.</summary>
    public static NexusValue WriteItems<T>(IEnumerable<T>? items, Func<T, NexusValue> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (items is null)
        {
            return NexusValue.Null;
        }

        if (items is T[] array)
        {
            return NexusValue.From(Array.ConvertAll(array, v => write(v)));
        }

        return NexusValue.From(items.Select(write).ToArray());
    }

    /// <summary>Named values, from an object or a Map whose keys are text.</summary>
    public static Dictionary<string, T> ReadNamed<T>(NexusValue value, Func<NexusValue, T> read)
    {
        if (value.Kind == NexusKind.Map)
        {
            return ReadMap(value, ReadString, read);
        }

        NexusObject members = value.AsObject();
        Dictionary<string, T> named = new(members.Count, StringComparer.Ordinal);
        foreach ((string name, NexusValue member) in members)
        {
            named[name] = Member(member, name, read);
        }

        return named;
    }

    /// <summary>An object, or <c>null</c>.</summary>
    public static NexusValue WriteNamed<T>(IEnumerable<KeyValuePair<string, T>>? named, Func<T, NexusValue> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (named is null)
        {
            return NexusValue.Null;
        }

        NexusObject members = new();
        foreach ((string name, T value) in named)
        {
            members[name] = write(value);
        }

        return NexusValue.From(members);
    }

    /// <summary>Pairs, from a Map.</summary>
    public static Dictionary<TKey, TValue> ReadMap<TKey, TValue>(NexusValue value, Func<NexusValue, TKey> readKey, Func<NexusValue, TValue> readValue)
        where TKey : notnull
    {
        NexusMap entries = value.AsMap();
        Dictionary<TKey, TValue> map = new(entries.Count);
        for (int i = 0; i < entries.Count; i++)
        {
            map[Item(entries[i].Key, i, readKey)] = Item(entries[i].Value, i, readValue);
        }

        return map;
    }

    /// <summary>A Map, or <c>null</c>.</summary>
    public static NexusValue WriteMap<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>>? entries, Func<TKey, NexusValue> writeKey, Func<TValue, NexusValue> writeValue)
    {
        ArgumentNullException.ThrowIfNull(writeKey);
        ArgumentNullException.ThrowIfNull(writeValue);
        if (entries is null)
        {
            return NexusValue.Null;
        }

        NexusMap map = new();
        foreach ((TKey key, TValue value) in entries)
        {
            map.Add(writeKey(key), writeValue(value));
        }

        return NexusValue.From(map);
    }

    /// <summary>Distinct values, from a Set or a list.</summary>
    public static HashSet<T> ReadSet<T>(NexusValue value, Func<NexusValue, T> read)
    {
        if (value.Kind != NexusKind.Set)
        {
            return value.Kind == NexusKind.Array ? [.. ReadArray(value, read)] : throw NexusValueException.Expected("a Set", value.Kind);
        }

        NexusSet items = value.AsSet();
        HashSet<T> set = new(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            set.Add(Item(items[i], i, read));
        }

        return set;
    }

    /// <summary>A Set, or <c>null</c>.</summary>
    public static NexusValue WriteSet<T>(IEnumerable<T>? items, Func<T, NexusValue> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (items is null)
        {
            return NexusValue.Null;
        }

        NexusSet set = new();
        foreach (T item in items)
        {
            set.Add(write(item));
        }

        return NexusValue.From(set);
    }

    private static T Item<T>(NexusValue item, int index, Func<NexusValue, T> read)
    {
        try
        {
            return read(item);
        }
        catch (NexusValueException e)
        {
            throw e.Below($"[{index}]");
        }
    }
}
