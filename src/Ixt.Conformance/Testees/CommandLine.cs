using System.Text;

namespace Ixt.Conformance.Testees;

/// <summary>Splits and joins a command as a shell would, without variables, patterns or operators.</summary>
internal static class CommandLine
{
    /// <summary>The words: parted by white space, held together by quotes, a backslash taking the next character as it is.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool started = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                started = true;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : Append(c, quote);
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                started = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"The quote {quote} is not closed: {text}");
        }

        End();
        return words;

        char Append(char c, char open)
        {
            word.Append(c);
            return open;
        }

        void End()
        {
            if (started)
            {
                words.Add(word.ToString());
                word.Clear();
                started = false;
            }
        }
    }

    /// <summary>One line that a shell splits into these words again.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>One word, quoted if a shell would split or change it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@,+%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
