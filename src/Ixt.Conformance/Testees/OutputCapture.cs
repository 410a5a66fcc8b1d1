using System.Text.RegularExpressions;

namespace Ixt.Conformance.Testees;

/// <summary>What a testee wrote to stderr and stdout, line by line. Safe for several writers and readers.</summary>
internal sealed class OutputCapture(Action<string>? written = null)
{
    private const int MaxLines = 10_000;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Adds one line; more than a sane module writes is dropped.</summary>
    public void Add(string line)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_lines.Count >= MaxLines)
            {
                return;
            }

            _lines.Add(line);
            changed = _changed;
            _changed = NewSignal();
        }

        written?.Invoke(line);
        changed.SetResult();
    }

    /// <summary>The last lines.</summary>
    public IReadOnlyList<string> Tail(int count)
    {
        lock (_gate)
        {
            return [.. _lines.TakeLast(count)];
        }
    }

    /// <summary>Waits until a line matches, those already written included.</summary>
    /// <exception cref="OperationCanceledException">None did in time.</exception>
    public async Task WaitForAsync(Regex pattern, CancellationToken cancellationToken)
    {
        int seen = 0;
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                for (; seen < _lines.Count; seen++)
                {
                    if (pattern.IsMatch(_lines[seen]))
                    {
                        return;
                    }
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
