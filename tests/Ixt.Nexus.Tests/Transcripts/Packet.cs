using System.Text;
using System.Text.Json;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>One packet as text, element by element.</summary>
internal sealed class Packet
{
    private Packet(IReadOnlyList<string> elements, string text)
    {
        Elements = elements;
        Text = text;
    }

    /// <summary>Each element's text.</summary>
    public IReadOnlyList<string> Elements { get; }

    public int Type => Elements.Count > 0 && int.TryParse(Elements[0], out int type) ? type : 0;

    /// <summary>The whole as it was read, to the byte.</summary>
    public string Text { get; }

    public static Packet Of(JsonElement json) => new([.. json.EnumerateArray().Select(e => e.GetRawText())], json.GetRawText());

    public static Packet Of(byte[] body)
    {
        using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1_000_000 });
        return Of(document.RootElement);
    }

    /// <summary>An element as a plain value; <c>undefined</c> if it is missing.</summary>
    public NexusValue this[int index] => index < Elements.Count ? Tests.Text.Parse(Elements[index]) : NexusValue.Undefined;

    public Packet With(int index, string element)
    {
        if (Elements[index] == element)
        {
            return this;
        }

        string[] elements = [.. Elements];
        elements[index] = element;
        return new(elements, $"[{string.Join(',', elements)}]");
    }

    public byte[] ToBody() => Encoding.UTF8.GetBytes(Text);
}
