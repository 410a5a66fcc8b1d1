using System.Text;

namespace Ixt.Sdk.Testing;

/// <summary>Stands in for stderr: cuts what is written into lines.</summary>
internal sealed class StderrWriter(StderrLines lines) : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _begun = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            for (int end = buffer.IndexOf('\n'); end >= 0; end = buffer.IndexOf('\n'))
            {
                lines.Add(_begun.Append(buffer[..end]).ToString());
                _begun.Clear();
                buffer = buffer[(end + 1)..];
            }

            _begun.Append(buffer);
        }
    }
}
