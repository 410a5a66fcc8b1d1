using System.Collections.Concurrent;

namespace Ixt.Session.Tests;

/// <summary>Runs hooks at once, on the pool, and keeps handlers until the test runs them: as often and as late as it likes.</summary>
internal sealed class HeldDispatcher : IModuleDispatcher, IDisposable
{
    private readonly ConcurrentQueue<ModuleWork> _held = new();
    private readonly SemaphoreSlim _count = new(0);

    public void Schedule(ModuleWork work)
    {
        if (work.Kind == ModuleWorkKind.Handle)
        {
            _held.Enqueue(work);
            _count.Release();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static w => _ = w.RunAsync(), work, preferLocal: false);
        }
    }

    /// <summary>The next handler, when it has come.</summary>
    public async Task<ModuleWork> TakeAsync()
    {
        Assert.True(await _count.WaitAsync(TestTimeouts.Hang));
        Assert.True(_held.TryDequeue(out ModuleWork? work));
        return work;
    }

    public void Dispose() => _count.Dispose();
}
