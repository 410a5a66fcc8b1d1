namespace Ixt.Session.Tests;

/// <summary>Starts work in order, on the pool, without awaiting it.</summary>
internal sealed class PoolDispatcher : IModuleDispatcher
{
    private readonly Queue<ModuleWork> _queue = new();
    private bool _running;

    public void Schedule(ModuleWork work)
    {
        lock (_queue)
        {
            _queue.Enqueue(work);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static self => self.Drain(), this, preferLocal: false);
    }

    private void Drain()
    {
        while (true)
        {
            ModuleWork work;
            lock (_queue)
            {
                if (!_queue.TryDequeue(out work!))
                {
                    _running = false;
                    return;
                }
            }

            _ = work.RunAsync();
        }
    }
}
