using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Ixt.Nexus;

namespace NexusInterop;

/// <summary>Values of the wire as plain JSON and back: <c>{"$":"undefined"}</c>, <c>{"$":"bigint","v":"12"}</c>, <c>{"$":"map","v":[[k,v]]}</c>, <c>{"$":"set","v":[]}</c>, <c>{"$":"function"}</c>.</summary>
internal static class PlainJson
{
    internal static NexusValue Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case JsonValueKind.Number:
                return json.GetDouble();
            case JsonValueKind.String:
                return Text(json);
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(Read).ToArray();
            case JsonValueKind.Object:
                return json.TryGetProperty("$", out JsonElement tag) && tag.ValueKind == JsonValueKind.String ? ReadTagged(tag.GetString()!, json) : ReadObject(json);
            default:
                return NexusValue.Null;
        }
    }

    /// <summary>A text as it is, anything else as its JSON.</summary>
    internal static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? JsonStrings.Unescape(json.GetRawText()) : json.ToString();

    private static NexusValue ReadTagged(string tag, JsonElement json)
    {
        switch (tag)
        {
            case "undefined":
                return NexusValue.Undefined;
            case "bigint":
                return NexusValue.From(BigInteger.Parse(json.GetProperty("v").GetString()!, CultureInfo.InvariantCulture));
            case "map":
                NexusMap map = new();
                foreach (JsonElement pair in json.GetProperty("v").EnumerateArray())
                {
                    map.Add(Read(pair[0]), Read(pair[1]));
                }

                return NexusValue.From(map);
            case "set":
                NexusSet set = new();
                foreach (JsonElement item in json.GetProperty("v").EnumerateArray())
                {
                    set.Add(Read(item));
                }

                return NexusValue.From(set);
            case "function":
                return NexusValue.From(new NexusFunction(static (_, _) => new(NexusValue.Undefined)));
            default:
                return ReadObject(json);
        }
    }

    private static NexusValue ReadObject(JsonElement json)
    {
        NexusObject members = new();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            // Not Name: it refuses lone surrogates.
            string name = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));
            members[JsonStrings.Unescape($"\"{name}\"")] = Read(member.Value);
        }

        return members;
    }

    internal static void Write(TextWriter output, NexusValue value)
    {
        switch (value.Kind)
        {
            case NexusKind.Undefined:
                output.Write("{\"$\":\"undefined\"}");
                break;
            case NexusKind.BigInt:
                output.Write($"{{\"$\":\"bigint\",\"v\":\"{value.AsBigInteger().ToString(CultureInfo.InvariantCulture)}\"}}");
                break;
            case NexusKind.Reference:
                output.Write("{\"$\":\"function\"}");
                break;
            case NexusKind.Map:
                output.Write("{\"$\":\"map\",\"v\":");
                WriteList(output, value.AsMap(), pair => WriteList(output, [pair.Key, pair.Value], item => Write(output, item)));
                output.Write('}');
                break;
            case NexusKind.Set:
                output.Write("{\"$\":\"set\",\"v\":");
                WriteList(output, value.AsSet(), item => Write(output, item));
                output.Write('}');
                break;
            case NexusKind.Array:
                WriteList(output, value.Items.ToArray(), item => Write(output, item));
                break;
            case NexusKind.Object:
                output.Write('{');
                WriteItems(output, value.AsObject(), member =>
                {
                    output.Write(JsonStrings.Escape(member.Key));
                    output.Write(':');
                    Write(output, member.Value);
                });
                output.Write('}');
                break;
            case NexusKind.String:
                output.Write(JsonStrings.Escape(value.AsString()));
                break;
            default:
                output.Write(value.ToString());
                break;
        }
    }

    private static void WriteList<T>(TextWriter output, IReadOnlyCollection<T> items, Action<T> write)
    {
        output.Write('[');
        WriteItems(output, items, write);
        output.Write(']');
    }

    private static void WriteItems<T>(TextWriter output, IReadOnlyCollection<T> items, Action<T> write)
    {
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
            {
                output.Write(',');
            }

            first = false;
            write(item);
        }
    }
}
