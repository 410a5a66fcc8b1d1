namespace Ixt.Sdk;

/// <summary>What a module does beside its handlers: started from its hooks, cancelled and awaited before its shutdown hook.</summary>
internal sealed class BackgroundWork(Action<string, Exception> logError)
{
    private readonly Lock _gate = new();
    private readonly List<BackgroundTask> _tasks = [];
    private CancellationTokenSource? _stop;

    /// <summary>Allows work from here on; called before the init hook.</summary>
    internal void Start()
    {
        lock (_gate)
        {
            _stop ??= new CancellationTokenSource();
        }
    }

    /// <summary>Starts work on the current synchronization context, which is the module's own in the exclusive modes.</summary>
    /// <exception cref="InvalidOperationException">The module does not run.</exception>
    internal BackgroundTask Run(Func<BackgroundTask, CancellationToken, Task> work)
    {
        BackgroundTask task = new(logError);
        lock (_gate)
        {
            CancellationToken stop = _stop?.Token ?? throw new InvalidOperationException("Background work is started in OnInitAsync or later, and not during shutdown.");
            _tasks.RemoveAll(static t => !t.IsRunning);
            _tasks.Add(task);
            task.Completion = CompleteAsync(task, work, stop);
        }

        return task;
    }

    /// <summary>Cancels all work and waits for its end.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        CancellationTokenSource? stop;
        BackgroundTask[] tasks;
        lock (_gate)
        {
            (stop, _stop) = (_stop, null);
            tasks = [.. _tasks];
            _tasks.Clear();
        }

        if (stop is null)
        {
            return;
        }

        using (stop)
        {
            await stop.CancelAsync().ConfigureAwait(true);
            await Task.WhenAll(tasks.Select(static t => t.Completion)).WaitAsync(cancellationToken).ConfigureAwait(true);
        }
    }

    // Yields first: the hook that starts it goes on before it begins, as with a thread.
    private static async Task CompleteAsync(BackgroundTask task, Func<BackgroundTask, CancellationToken, Task> work, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            await work(task, stop).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As it should at a shutdown.
        }
    }
}
