namespace Ixt.Session;

/// <summary>
/// The deadlines of many calls with few timers: calls with the same timeout share a list. A timer per call would cost more than the
/// call; a heap would keep entries of answered calls until their time comes.
/// </summary>
internal sealed class DeadlineQueue(TimeProvider time) : IDisposable
{
    // Longest wait a timer can be set to, about 49 days; a deadline beyond it is none.
    internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private const int MaxLists = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<TimeSpan, DeadlineList> _lists = [];
    private bool _disposed;

    internal void Add(DeadlineEntry entry, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan || timeout > Longest)
        {
            return;
        }

        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (!_lists.TryGetValue(timeout, out DeadlineList? list))
            {
                if (_lists.Count >= MaxLists)
                {
                    DropEmpty();
                }

                list = new DeadlineList(_gate, time, timeout);
                _lists.Add(timeout, list);
            }

            list.Add(entry);
        }
    }

    internal void Remove(DeadlineEntry entry)
    {
        lock (_gate)
        {
            entry.List?.Remove(entry);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (DeadlineList list in _lists.Values)
            {
                list.Stop();
            }

            _lists.Clear();
        }
    }

    private void DropEmpty()
    {
        foreach ((TimeSpan timeout, DeadlineList list) in _lists.ToArray())
        {
            if (list.IsEmpty)
            {
                list.Stop();
                _lists.Remove(timeout);
            }
        }
    }
}
