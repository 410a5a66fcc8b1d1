using System.Globalization;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Sdk;

namespace TextTools;

/// <summary>Small services on text: one topic each, some by a table, some by prefix.</summary>
internal sealed partial class TextTool : IxtProcessModule
{
    #region table
    private static readonly Dictionary<string, Func<string, string>> s_simple = new()
    {
        ["text.lower"] = text => text.ToLowerInvariant(),
        ["text.strip"] = text => text.Trim(),
        ["text.twice"] = text => text + text,
    };

    public TextTool()
    {
        foreach ((string topic, Func<string, string> function) in s_simple)
        {
            Map(topic, message => Success(("text", function(message.GetPayloadText()))));
        }
    }
    #endregion

    #region dispatch
    // No if/elif: the build turns [Topic] into the table. A method takes what it needs of message, context and token.
    [Topic("text.length")]
    [Topic("text.size")]
    private static ModuleResult Length(HandleMessage message) =>
        // len() counts code points, string.Length UTF-16 units: "🙂" is 1 and 2.
        Success(("length", message.GetPayloadText().EnumerateRunes().Count()));

    [Topic("text.who")]
    private static ModuleResult Who(MessageContext context) => Success(("asked_by", context.SourceModule));
    #endregion

    #region handler
    [Topic("text.words")]
    private static ModuleResult Words(HandleMessage message)
    {
        string[] words = message.GetPayloadText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return Error("NO_WORDS", "The text has no words");
        }

        return Success(("words", new JsonArray([.. words])), ("count", words.Length));
    }
    #endregion

    #region prefix
    // Called for every topic that has no handler of its own.
    protected override ValueTask<ModuleResult> OnHandleAsync(
        HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        message.Topic.StartsWith("text.pad.", StringComparison.Ordinal)
            ? new(Pad(message.Topic["text.pad.".Length..], message.GetPayloadText()))
            : base.OnHandleAsync(message, context, cancellationToken);

    /// <summary>text.pad.&lt;width&gt;: the width is a part of the topic.</summary>
    private static ModuleResult Pad(string text, string payload) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width <= 1000
            ? Success(("text", payload.PadLeft(width, '.')))
            : Error("INVALID_WIDTH", $"Not a width: {text}");
    #endregion
}
