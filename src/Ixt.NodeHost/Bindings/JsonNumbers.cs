using System.Globalization;
using System.Text;

namespace Ixt.NodeHost.Bindings;

/// <summary>Jint writes integers between 2^53 and 2^63 with all their digits; JavaScript writes the shortest digits that read back the same, then zeros.</summary>
internal static class JsonNumbers
{
    // 2^53 has 16 digits, so a number that differs has a run of at least 16.
    private const int ShortestRun = 16;

    /// <returns>The corrected text, or <see langword="null"/> when it was right.</returns>
    public static string? Normalise(string json) => HasLongRun(json) ? Rewrite(json) : null;

    /// <summary>Looks at every 16th character: a run of 16 digits cannot hide between two looks.</summary>
    private static bool HasLongRun(string json)
    {
        for (int i = ShortestRun - 1; i < json.Length; i += ShortestRun)
        {
            if (!char.IsAsciiDigit(json[i]))
            {
                continue;
            }

            int start = i;
            while (start > 0 && char.IsAsciiDigit(json[start - 1]))
            {
                start--;
            }

            int end = i + 1;
            while (end < json.Length && char.IsAsciiDigit(json[end]))
            {
                end++;
            }

            if (end - start >= ShortestRun)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Rewrite(string json)
    {
        StringBuilder? output = null;
        int copied = 0;
        int i = 0;
        while (i < json.Length)
        {
            char c = json[i];
            if (c == '"')
            {
                i = EndOfString(json, i);
            }
            else if (char.IsAsciiDigit(c))
            {
                int start = i;
                while (i < json.Length && (char.IsAsciiDigit(json[i]) || json[i] is '.' or 'e' or 'E' or '+' or '-'))
                {
                    i++;
                }

                ReadOnlySpan<char> token = json.AsSpan(start, i - start);
                if (token.Length >= ShortestRun && !token.ContainsAny(".eE"))
                {
                    output ??= new StringBuilder(json.Length);
                    output.Append(json, copied, start - copied).Append(Shortest(token));
                    copied = i;
                }
            }
            else
            {
                i++;
            }
        }

        return output?.Append(json, copied, json.Length - copied).ToString();
    }

    private static int EndOfString(string json, int start)
    {
        int i = start + 1;
        while (json[i] != '"')
        {
            i += json[i] == '\\' ? 2 : 1;
        }

        return i + 1;
    }

    private static string Shortest(ReadOnlySpan<char> digits)
    {
        double value = double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0)
        {
            return shortest;
        }

        string mantissa = shortest[..exponentAt].Replace(".", "", StringComparison.Ordinal);
        int exponent = int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return mantissa.PadRight(exponent + 1, '0');
    }
}
