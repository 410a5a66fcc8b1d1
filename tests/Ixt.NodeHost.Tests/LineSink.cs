using System.Text;
using System.Threading.Channels;

namespace Ixt.NodeHost.Tests;

/// <summary>A writer whose lines a test can wait for.</summary>
internal sealed class LineSink : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            _lines.Writer.TryWrite(_line.ToString());
            _line.Clear();
        }
        else
        {
            _line.Append(value);
        }
    }

    public async Task<string> NextAsync()
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        return await _lines.Reader.ReadAsync(timeout.Token);
    }
}
