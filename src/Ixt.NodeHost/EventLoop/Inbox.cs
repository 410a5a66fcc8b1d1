namespace Ixt.NodeHost.EventLoop;

/// <summary>The one way into the engine's thread: work posted by sockets, signals and the timer.</summary>
internal sealed class Inbox
{
    private readonly object _gate = new();
    private readonly Queue<Action> _items = new();
    private bool _woken;
    private bool _closed;

    /// <summary>Adds one macrotask. Any thread. After <see cref="Close"/> it is dropped.</summary>
    public void Post(Action work)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _items.Enqueue(work);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends a wait without adding work. Any thread.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Moves what has arrived into <paramref name="batch"/>; waits for something first when <paramref name="wait"/> is set.</summary>
    public void Take(List<Action> batch, bool wait)
    {
        lock (_gate)
        {
            while (wait && _items.Count == 0 && !_woken)
            {
                Monitor.Wait(_gate);
            }

            _woken = false;
            while (_items.TryDequeue(out Action? item))
            {
                batch.Add(item);
            }
        }
    }

    /// <summary>Drops what is queued and whatever comes later.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
        }
    }
}
