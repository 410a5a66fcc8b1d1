using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>Valid messages from the schema: any member order, any subset of the optional members, unknown members between, odd escapes.</summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly JsonElement s_definitions = Spec.Json("schema/protocol.schema.json").GetProperty("definitions");
    private static readonly string[] s_characters = ["a", "B", "7", " ", "_", ".", "/", "é", "€", "😀", "\\\"", "\\\\", "\\/", "\\n", "\\u0041", "\\ud83d\\ude00", "\u2028", "\u007f", "\\u0000"];
    private readonly Random _random = new(seed);

    public string Next(string definition) => Value(s_definitions.GetProperty(definition));

    private string Value(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return Next(reference.GetString()!["#/definitions/".Length..]);
        }

        if (schema.TryGetProperty("oneOf", out JsonElement alternatives))
        {
            return Value(Pick([.. alternatives.EnumerateArray()]));
        }

        if (schema.TryGetProperty("enum", out JsonElement values))
        {
            return Pick([.. values.EnumerateArray()]).GetRawText();
        }

        return schema.TryGetProperty("type", out JsonElement type) ? OfType(type.GetString()!, schema) : Free(depth: 3);
    }

    private string OfType(string type, JsonElement schema) => type switch
    {
        "null" => "null",
        "boolean" => Flip() ? "true" : "false",
        "integer" => Integer(schema),
        "number" => Pick(["0", "1", "1.5", "1e3", "1700000000.123", "1e22", "5E-324"]),
        "string" when schema.TryGetProperty("contentEncoding", out _) => Quote(Convert.ToBase64String(Bytes())),
        "string" => Text(schema),
        "array" => "[" + string.Join(",", Enumerable.Range(0, _random.Next(Bound(schema, "minItems", 0), 4)).Select(_ => Value(schema.GetProperty("items")))) + "]",
        "object" when schema.TryGetProperty("properties", out _) => Object(schema),
        _ => FreeObject(depth: 3),
    };

    private string Object(JsonElement schema)
    {
        HashSet<string> required = schema.TryGetProperty("required", out JsonElement names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];
        List<string> members = [];
        foreach (JsonProperty member in schema.GetProperty("properties").EnumerateObject())
        {
            if (required.Contains(member.Name) || Flip())
            {
                members.Add($"{Name(member.Name)}{Space()}:{Space()}{Value(member.Value)}");
            }
        }

        while (Flip())
        {
            members.Add($"\"x{_random.Next(1000).ToString(CultureInfo.InvariantCulture)}\":{Free(depth: 2)}");
        }

        string[] shuffled = [.. members];
        _random.Shuffle(shuffled);
        return Space() + "{" + string.Join(Space() + ",", shuffled) + "}" + Space();
    }

    /// <summary>One time in eight, a letter of the name is escaped.</summary>
    private string Name(string name) => _random.Next(8) > 0 ? Quote(name) : Quote($"\\u{(int)name[0]:x4}{name[1..]}");

    private string Integer(JsonElement schema)
    {
        long minimum = schema.TryGetProperty("minimum", out JsonElement min) ? min.GetInt64() : long.MinValue;
        long maximum = schema.TryGetProperty("maximum", out JsonElement max) ? max.GetInt64() : long.MaxValue;
        return Pick([minimum, maximum, _random.NextInt64(minimum, maximum)]).ToString(CultureInfo.InvariantCulture);
    }

    private string Text(JsonElement schema)
    {
        int least = Bound(schema, "minLength", 0);
        int most = Math.Min(Bound(schema, "maxLength", 40), 40);
        StringBuilder text = new();

        // A character of the list is at most two UTF-16 code units.
        for (int i = _random.Next(least, (most / 2) + 1); i > 0; i--)
        {
            text.Append(Pick(s_characters));
        }

        return Quote(text.ToString());
    }

    private string Free(int depth) => _random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => "null",
        1 => "false",
        2 => Pick(["0", "-1.50e+2", "123456789012345678901234567890"]),
        3 => Quote(string.Concat(Enumerable.Range(0, 3).Select(_ => Pick(s_characters)))),
        4 => "\"\"",
        5 => "[" + string.Join(",", Enumerable.Range(0, _random.Next(3)).Select(_ => Free(depth - 1))) + "]",
        _ => FreeObject(depth - 1),
    };

    private string FreeObject(int depth) =>
        "{" + string.Join(",", Enumerable.Range(0, _random.Next(3)).Select(i => $"\"k{i}\"{Space()}:{Free(depth)}")) + "}";

    private string Space() => Pick(["", "", "", " ", "\t", "\r\n"]);

    private byte[] Bytes()
    {
        byte[] bytes = new byte[_random.Next(20)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static int Bound(JsonElement schema, string keyword, int otherwise) =>
        schema.TryGetProperty(keyword, out JsonElement bound) ? bound.GetInt32() : otherwise;

    private static string Quote(string text) => $"\"{text}\"";

    private bool Flip() => _random.Next(2) == 0;

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
