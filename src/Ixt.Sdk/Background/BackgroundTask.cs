namespace Ixt.Sdk;

/// <summary>Work that a module does beside its handlers; for its health report, and for tests.</summary>
public sealed class BackgroundTask
{
    private readonly Action<string, Exception> _logError;

    internal BackgroundTask(Action<string, Exception> logError)
    {
        _logError = logError;
    }

    /// <summary>Whether it still runs: not after its end, a shutdown or a failed init.</summary>
    public bool IsRunning => !Completion.IsCompleted;

    /// <summary>How often it failed.</summary>
    public int Failures { get; private set; }

    /// <summary>What it failed with last; <see langword="null"/> after an attempt that went well.</summary>
    public Exception? LastError { get; private set; }

    /// <summary>Completes when it has ended. Never faults.</summary>
    public Task Completion { get; internal set; } = Task.CompletedTask;

    internal async Task AttemptAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(true);
            LastError = null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the author's code throws is told and kept; nobody else would.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failures++;
            LastError = e;
            _logError("Work in the background failed", e);
        }
    }
}
