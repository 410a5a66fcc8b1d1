using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Recorded payloads against values, without the decoder that is under test: the rules of placeholders once more, on plain JSON.</summary>
internal static class RecordedValue
{
    /// <summary>The value that a recorded payload stands for; references become what <paramref name="export"/> makes of their ids.</summary>
    public static NexusValue Build(NexusValue json, Func<string, INexusDispatcher> export) => json.Kind switch
    {
        NexusKind.String => BuildText(json.AsString(), export),
        NexusKind.Array => NexusValue.From(json.Items.ToArray().Select(i => Build(i, export)).ToArray()),
        NexusKind.Object => BuildObject(json.AsObject(), export),
        _ => json,
    };

    /// <summary>Demands that a decoded value is what the recorded payload says.</summary>
    public static void AssertSame(NexusValue json, NexusValue actual)
    {
        switch (json.Kind)
        {
            case NexusKind.Array:
                Assert.Equal(NexusKind.Array, actual.Kind);
                Assert.Equal(json.Items.Length, actual.Items.Length);
                for (int i = 0; i < json.Items.Length; i++)
                {
                    AssertSame(json[i], actual[i]);
                }

                break;
            case NexusKind.Object:
                Assert.Equal(NexusKind.Object, actual.Kind);
                Assert.Equal(json.AsObject().Count, actual.AsObject().Count);
                foreach ((string name, NexusValue value) in json.AsObject())
                {
                    AssertSame(value, actual[name]);
                }

                break;
            case NexusKind.String when json.AsString() is "\u0003R":
                Assert.Equal("", actual.AsRef().Id);
                break;
            case NexusKind.String when json.AsString() is ['\u0003', 'R', ':', .. var id]:
                Assert.Equal(id, actual.AsRef().Id);
                break;
            case NexusKind.String when json.AsString() == "\u0003S:[null,null]":
                // null and undefined where it was sent; one null where it arrives.
                Assert.Equal(NexusValue.Null, Assert.Single(actual.AsSet()));
                break;
            default:
                Assert.Equal(Build(json, _ => throw new InvalidOperationException()), actual);
                break;
        }
    }

    private static NexusValue BuildObject(NexusObject json, Func<string, INexusDispatcher> export)
    {
        NexusObject result = new();
        foreach ((string name, NexusValue value) in json)
        {
            result[name] = Build(value, export);
        }

        return NexusValue.From(result);
    }

    private static NexusValue BuildText(string text, Func<string, INexusDispatcher> export) => text switch
    {
        ['\u0004', .. var rest] => NexusValue.From(rest),
        "\u0003U" or "\u0003U:x" => NexusValue.Undefined,
        "\u0003N:" => NexusValue.From(BigInteger.Zero),
        "\u0003N:0x10" => NexusValue.From((BigInteger)16),
        ['\u0003', 'N', ':', .. var digits] => NexusValue.From(BigInteger.Parse(digits, CultureInfo.InvariantCulture)),
        ['\u0003', 'M', ':', .. var entries] => BuildMap(Text.Parse(entries)),
        "\u0003S:[null,null]" => NexusValue.From(new NexusSet { NexusValue.Undefined, NexusValue.Null }),
        ['\u0003', 'S', ':', .. var items] => BuildSet(Text.Parse(items)),
        ['\u0003', 'R', ':', .. var id] => NexusValue.From(export(id)),
        _ => NexusValue.From(text),
    };

    private static NexusValue BuildMap(NexusValue entries)
    {
        NexusMap map = new();
        foreach (NexusValue entry in entries.Items)
        {
            map.Add(entry[0], entry[1]);
        }

        return NexusValue.From(map);
    }

    private static NexusValue BuildSet(NexusValue items)
    {
        NexusSet set = new();
        foreach (NexusValue item in items.Items)
        {
            set.Add(item);
        }

        return NexusValue.From(set);
    }
}
