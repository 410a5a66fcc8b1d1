using System.Text;

namespace Ixt.Sdk.Tests;

/// <summary>A stand-in for stderr that a test can wait on.</summary>
internal sealed class LineSink : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Part, TaskCompletionSource<string> Found)> _waiting = [];

    public override Encoding Encoding => Encoding.UTF8;

    internal string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_lock)
        {
            _text.Append(value);
            string text = _text.ToString();
            foreach ((string part, TaskCompletionSource<string> found) in _waiting)
            {
                if (text.Contains(part, StringComparison.Ordinal))
                {
                    found.TrySetResult(text);
                }
            }
        }
    }

    /// <summary>Completes with the whole text once it contains <paramref name="part"/>.</summary>
    internal Task<string> ContainsAsync(string part)
    {
        TaskCompletionSource<string> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((part, found));
        }

        Write("");
        return found.Task.Soon();
    }
}
