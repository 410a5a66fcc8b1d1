using Jint.Native;

namespace Ixt.NodeHost.EventLoop;

/// <summary>Node's event loop: timers, then poll (posted work), then immediates, then close callbacks; ticks and microtasks drain after every callback.</summary>
/// <remarks>Everything but <see cref="Inbox"/> belongs to the engine's thread.</remarks>
internal sealed class Loop : IDisposable
{
    private readonly ITurnRunner _turns;
    private readonly LoopClock _clock;
    private readonly List<Action> _batch = [];
    private Queue<JsValue> _immediates = new();
    private Queue<Action> _closing = new();

    public Loop(ITurnRunner turns, Inbox inbox, TimeProvider time)
    {
        _turns = turns;
        Inbox = inbox;
        _clock = new LoopClock(time, inbox.Wake);
    }

    public Inbox Inbox { get; }

    public TimerQueue Timers { get; } = new();

    /// <summary>Immediates that keep the loop alive. Kept by the timers binding.</summary>
    public int RefedImmediates { get; set; }

    /// <summary>Handles (sockets) that keep the loop alive. Kept by the handles.</summary>
    public int ActiveHandles { get; set; }

    public TimeSpan Elapsed => _clock.Elapsed;

    public long Now => _clock.Now;

    private bool IsAlive => Timers.RefCount > 0 || RefedImmediates > 0 || ActiveHandles > 0 || _closing.Count > 0;

    public void QueueImmediate(JsValue owner) => _immediates.Enqueue(owner);

    public void QueueClose(Action callback) => _closing.Enqueue(callback);

    /// <summary>Runs until nothing is left that could run, or a turn ends it with an exception.</summary>
    /// <param name="cancellationToken">Looked at before each phase; <see cref="Inbox.Wake"/> ends a wait.</param>
    public void Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (IsAlive)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RunTimers();
                Poll(cancellationToken);
                RunImmediates();
                RunClosing();
            }

            // Work that was posted while the last callback ran still counts (a socket's last event).
            _turns.RunBeforeExit();
            if (!IsAlive)
            {
                return;
            }
        }
    }

    public void Dispose() => _clock.Dispose();

    private void RunTimers()
    {
        // One reading for the whole phase: a timer armed inside it waits for the next one.
        long now = _clock.Now;
        while (Timers.TryTake(now, out JsValue owner))
        {
            _turns.RunTimer(owner);
        }
    }

    private void Poll(CancellationToken cancellationToken)
    {
        long? due = Timers.NextDue();
        bool wait = IsAlive && _immediates.Count == 0 && _closing.Count == 0 && !(due <= _clock.Now);
        if (wait)
        {
            _clock.Arm(due);
        }

        Inbox.Take(_batch, wait);
        foreach (Action work in _batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _turns.RunWork(work);
        }

        _batch.Clear();
    }

    private void RunImmediates()
    {
        if (_immediates.Count == 0)
        {
            return;
        }

        // Those queued from here on belong to the next round.
        Queue<JsValue> round = _immediates;
        _immediates = new Queue<JsValue>();
        while (round.TryDequeue(out JsValue? owner))
        {
            _turns.RunImmediate(owner);
        }

        _turns.RunLeftovers();
    }

    private void RunClosing()
    {
        if (_closing.Count == 0)
        {
            return;
        }

        Queue<Action> round = _closing;
        _closing = new Queue<Action>();
        while (round.TryDequeue(out Action? callback))
        {
            _turns.RunWork(callback);
        }
    }
}
