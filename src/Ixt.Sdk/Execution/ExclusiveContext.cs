using System.Collections.Concurrent;

namespace Ixt.Sdk;

/// <summary>Runs what is posted to it in order, one at a time, on whichever pool thread: the "event loop" of a module.</summary>
/// <remarks>
/// Being the current <see cref="SynchronizationContext"/> of what it runs, it also gets the continuations of every plain await in there.
/// One pool work item drains the queue for as long as there is something in it: an idle module costs one hop per message, a busy one none.
/// </remarks>
internal sealed class ExclusiveContext : SynchronizationContext, IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _draining;

    public override void Post(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        _queue.Enqueue((d, state));
        Start(mayRunHere: false);
    }

    /// <summary>Queues without starting anything: <see cref="Start"/> follows.</summary>
    internal void Enqueue(SendOrPostCallback callback, object? state) => _queue.Enqueue((callback, state));

    /// <summary>Sees to it that what is queued runs: on this thread, if nobody else is at it, or on the pool.</summary>
    internal void Start(bool mayRunHere)
    {
        if (_queue.IsEmpty || Interlocked.Exchange(ref _draining, 1) != 0)
        {
            return;
        }

        if (mayRunHere)
        {
            Drain();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (Current == this)
        {
            d(state);
            return;
        }

        using ManualResetEventSlim done = new();
        Exception? failure = null;
        Post(
            _ =>
            {
                try
                {
                    d(state);
                }
                catch (Exception e)
                {
                    failure = e;
                }
                finally
                {
                    done.Set();
                }
            },
            null);
        done.Wait();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    // The base class would hand out a plain context, which runs everything on the pool at once.
    public override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute() => Drain();

    private void Drain()
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            do
            {
                while (_queue.TryDequeue(out (SendOrPostCallback Callback, object? State) item))
                {
                    item.Callback(item.State);
                }

                Volatile.Write(ref _draining, 0);

                // Whoever enqueued before that write relied on this drain: look once more, and not before the write is visible.
                Interlocked.MemoryBarrier();
            }
            while (!_queue.IsEmpty && Interlocked.Exchange(ref _draining, 1) == 0);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
