namespace Ixt.Conformance.Compare.Scripts;

/// <summary>A pointer of a script into an answer or a call: RFC 6901, with <c>*</c> for any member or index.</summary>
internal sealed class JsonPlace
{
    private readonly string[] _segments;

    private JsonPlace(string text)
    {
        Text = text;
        _segments = text.Split('/')[1..];
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Its segments, still escaped.</summary>
    public IReadOnlyList<string> Segments => _segments;

    /// <summary>Reads one.</summary>
    public static JsonPlace Parse(ScriptNode node)
    {
        const string Remedy = "A pointer looks like /data/result; the whole value has none.";
        string text = node.Text(Remedy);
        return text.StartsWith('/') ? new JsonPlace(text) : throw node.Fault($"\"{text}\" is no JSON pointer", Remedy);
    }

    /// <summary>Whether a concrete pointer is that place.</summary>
    public bool Is(string pointer)
    {
        string[] other = pointer.Split('/');
        return other.Length == _segments.Length + 1 && _segments.Zip(other.Skip(1)).All(p => p.First == "*" || p.First == p.Second);
    }
}
