using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>Starts a module's hooks and handlers as its <see cref="ExecutionMode"/> says.</summary>
internal sealed class ModuleDispatcher : IModuleDispatcher
{
    private static readonly SendOrPostCallback s_run = static state => _ = ((ModuleWork)state!).RunAsync();

    private static readonly SendOrPostCallback s_runCounted = static state =>
    {
        (ModuleDispatcher self, ModuleWork work) = ((ModuleDispatcher, ModuleWork))state!;
        _ = self.RunCountedAsync(work);
    };

    private readonly ExclusiveContext? _context;
    private readonly int _maxHandlers;
    private readonly Lock _lock = new();
    private readonly Queue<ModuleWork> _waiting = new();
    private int _running;
    private int _gathering;

    internal ModuleDispatcher(ExecutionMode mode)
    {
        _context = mode.IsExclusive ? new ExclusiveContext() : null;
        _maxHandlers = mode.MaxHandlers;
    }

    public void Schedule(ModuleWork work)
    {
        // Only handlers are held back: a health check or shutdown must not wait for a handler that waits for the runtime.
        if (work.Kind == ModuleWorkKind.Handle && _maxHandlers != int.MaxValue)
        {
            lock (_lock)
            {
                if (_running == _maxHandlers)
                {
                    _waiting.Enqueue(work);
                    return;
                }

                _running++;
            }

            Gathered(s_runCounted, (this, work));
            return;
        }

        Gathered(s_run, work);
    }

    public bool Gather()
    {
        if (_context is null)
        {
            return false;
        }

        Interlocked.Exchange(ref _gathering, 1);
        return true;
    }

    public void Start(bool mayRunHere)
    {
        // Before the look into the queue: who schedules meanwhile sees this, or is seen there.
        Interlocked.Exchange(ref _gathering, 0);
        _context?.Start(mayRunHere);
    }

    // Never faults, because RunAsync never does.
    private async Task RunCountedAsync(ModuleWork work)
    {
        await work.RunAsync().ConfigureAwait(true);
        ModuleWork? next;
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _running--;
                return;
            }
        }

        // Posted, not called: hooks that came meanwhile get their turn between two handlers.
        Post(s_runCounted, (this, next));
    }

    private void Gathered(SendOrPostCallback callback, object state)
    {
        if (_context is null)
        {
            Post(callback, state);
            return;
        }

        _context.Enqueue(callback, state);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _gathering) == 0)
        {
            _context.Start(mayRunHere: false);
        }
    }

    private void Post(SendOrPostCallback callback, object state)
    {
        if (_context is not null)
        {
            _context.Post(callback, state);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static s => s.callback(s.state), (callback, state), preferLocal: false);
        }
    }
}
