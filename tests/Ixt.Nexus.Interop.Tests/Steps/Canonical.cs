using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>JSON in one spelling, so that values can be compared as text: escapes and forms of numbers differ between writers, values must not.</summary>
internal static class Canonical
{
    internal static string Of(JsonElement value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
                    Write(text, member.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetRawText());
                break;
            case JsonValueKind.Number:
                text.Append(value.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    // From the raw text: System.Text.Json refuses lone surrogates.
    private static void WriteText(StringBuilder text, string raw)
    {
        text.Append('"');
        for (int i = 1; i < raw.Length - 1; i++)
        {
            char c = raw[i];
            if (c == '\\')
            {
                c = raw[++i] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                    var plain => plain,
                };
                i += raw[i] == 'u' ? 4 : 0;
            }

            text.Append(c is < ' ' or > '~' or '"' or '\\' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c);
        }

        text.Append('"');
    }
}
