using System.Globalization;
using System.Text;

namespace Ixt.Nexus;

/// <summary>Map and Set: JSON inside of a string, in which nothing is a placeholder.</summary>
internal static class PlainCollections
{
    internal static NexusMap ReadMap(string json)
    {
        NexusMap map = new();
        foreach (NexusValue pair in ReadItems(json, "Map"))
        {
            if (pair.Kind != NexusKind.Array)
            {
                throw new NexusValueException("A Map whose entries are not pairs.");
            }

            map.Add(pair[0], pair[1]);
        }

        return map;
    }

    internal static NexusSet ReadSet(string json)
    {
        NexusSet set = new();
        foreach (NexusValue item in ReadItems(json, "Set"))
        {
            set.Add(item);
        }

        return set;
    }

    private static ReadOnlySpan<NexusValue> ReadItems(string json, string what)
    {
        try
        {
            ValueReader reader = new(new JsonCursor(ToUtf8(json)), references: null);
            NexusValue items = reader.Read(plain: true);
            reader.Cursor.End();
            if (reader.Fault is { } fault)
            {
                throw fault;
            }

            return items.Items;
        }
        catch (NexusWireException e)
        {
            throw new NexusValueException($"A {what} whose content is not JSON: {e.Message}", e);
        }
    }

    // A lone surrogate has no UTF-8; as an escape it survives the way through it.
    private static byte[] ToUtf8(string json)
    {
        if (json.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0)
        {
            return Encoding.UTF8.GetBytes(json);
        }

        StringBuilder text = new(json.Length + 16);
        for (int i = 0; i < json.Length; i++)
        {
            if (i + 1 < json.Length && char.IsSurrogatePair(json[i], json[i + 1]))
            {
                text.Append(json, i++, 2);
            }
            else if (char.IsSurrogate(json[i]))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}");
            }
            else
            {
                text.Append(json[i]);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
