using System.Text;

namespace Ixt.Conformance.Testees;

/// <summary>Cuts what is written into lines; what a line has beyond a sane length is dropped.</summary>
internal sealed class LineWriter(OutputCapture output) : TextWriter
{
    private const int MaxLineLength = 16 * 1024;

    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_line)
        {
            while (buffer.IndexOf('\n') is >= 0 and int end)
            {
                Append(buffer[..end]);
                EndLine();
                buffer = buffer[(end + 1)..];
            }

            Append(buffer);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_line)
        {
            if (_line.Length > 0)
            {
                EndLine();
            }
        }

        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<char> text) => _line.Append(text[..Math.Min(text.Length, MaxLineLength - Math.Min(MaxLineLength, _line.Length))]);

    private void EndLine()
    {
        output.Add(_line.ToString().TrimEnd('\r'));
        _line.Clear();
    }
}
