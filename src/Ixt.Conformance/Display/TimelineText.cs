using System.Globalization;
using Ixt.Conformance.Connection;

namespace Ixt.Conformance.Display;

/// <summary>A conversation as lines: seconds, direction, what was said.</summary>
internal static class TimelineText
{
    /// <summary>The lines.</summary>
    /// <param name="conversation">The entries.</param>
    /// <param name="untilWrong">Whether to stop at the first wrong frame.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ConversationEntry> conversation, bool untilWrong)
    {
        foreach (ConversationEntry entry in conversation)
        {
            string size = entry.Size > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({entry.Size} bytes)") : string.Empty;
            string mark = entry.Wrong ? "✗" : " ";
            yield return string.Create(CultureInfo.InvariantCulture, $"{entry.At.TotalSeconds,7:0.000} {Arrow(entry.Kind)} {mark} {entry.Text}{(entry.Size > 400 ? size : string.Empty)}");
            if (entry.Wrong && untilWrong)
            {
                yield break;
            }
        }
    }

    private static string Arrow(EntryKind kind) => kind switch
    {
        EntryKind.Sent => "→ ",
        EntryKind.Received => " ←",
        EntryKind.Output => "2>",
        _ => " ·",
    };
}
