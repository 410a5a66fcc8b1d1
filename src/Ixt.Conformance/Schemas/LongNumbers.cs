using System.Text;
using System.Text.Json;

namespace Ixt.Conformance.Schemas;

/// <summary>Numbers of more digits than the schema validator reads, which may be sent all the same (IXT-VAL-007).</summary>
internal static class LongNumbers
{
    private const int LongestRead = 300;

    /// <summary>The text, each such number replaced by one that is as large and short.</summary>
    /// <param name="json">JSON.</param>
    public static string Shorten(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 4096 });
        StringBuilder? text = null;
        int copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length > LongestRead)
            {
                int start = (int)reader.TokenStartIndex;
                text = (text ?? new StringBuilder()).Append(Encoding.UTF8.GetString(json[copied..start])).Append(reader.ValueSpan[0] == (byte)'-' ? "-1e308" : "1e308");
                copied = start + reader.ValueSpan.Length;
            }
        }

        string rest = Encoding.UTF8.GetString(json[copied..]);
        return text is null ? rest : text.Append(rest).ToString();
    }
}
