using System.Text;

namespace Ixt.SchemaGen;

/// <summary>Text with indentation and LF line ends, the same on every machine.</summary>
internal sealed class CodeWriter(int indentSize)
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * indentSize).Append(text);
        }

        _text.Append('\n');
    }

    public void Indent() => _depth++;

    public void Outdent() => _depth--;

    /// <summary>Lines between braces.</summary>
    public void Block(string head, Action body, string end = "}")
    {
        Line(head);
        Line("{");
        Indent();
        body();
        Outdent();
        Line(end);
    }

    public override string ToString() => _text.ToString();
}
