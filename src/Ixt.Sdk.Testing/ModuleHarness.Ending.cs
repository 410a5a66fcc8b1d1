namespace Ixt.Sdk.Testing;

/// <content>The ways in which a module ends.</content>
public sealed partial class ModuleHarness
{
    /// <summary>Sends <c>shutdown</c> and waits for the module's end (IXT-LIF-009 to IXT-LIF-014).</summary>
    /// <param name="grace">How long handlers may finish, by the module's clock, in whole milliseconds. Default: 5 s, or <c>Run.ShutdownGrace</c>.</param>
    /// <returns>The exit code that the module's process would have: 0, or 1 when the shutdown hook failed, about which there is a line on <see cref="Stderr"/> (IXT-LIF-016). At once when the module has ended already.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="grace"/> is negative.</exception>
    public Task<int> ShutdownAsync(TimeSpan? grace = null)
    {
        Task answer = _session.ShutdownAsync(grace);
        Volatile.Write(ref _ending, 1);

        // The exit code tells all that the answer does.
        Observe(answer);
        return ExitAsync("the end of the module after shutdown");
    }

    /// <summary>Ends the module as SIGTERM does, and waits for its end.</summary>
    /// <returns>The exit code, as for <see cref="ShutdownAsync"/>.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>.</exception>
    public async Task<int> TerminateAsync()
    {
        Volatile.Write(ref _ending, 1);
        await _stop.CancelAsync().ConfigureAwait(false);
        return await ExitAsync("the end of the module after SIGTERM").ConfigureAwait(false);
    }

    /// <summary>Closes the runtime's side of the connection, as if the runtime had died, and waits for the module's end. Handlers are cancelled at once.</summary>
    /// <returns>The exit code, as for <see cref="ShutdownAsync"/>.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>.</exception>
    public async Task<int> DisconnectAsync()
    {
        Volatile.Write(ref _ending, 1);
        await _session.CompleteWritesAsync().ConfigureAwait(false);
        return await ExitAsync("the end of the module after the runtime had gone").ConfigureAwait(false);
    }

    /// <summary>Ends the module if it has not ended: a shutdown without grace, by the system's clock. Handlers are cancelled, the shutdown hook runs.</summary>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>: the module did not end in time and was left alone. <c>TOPIC_CALLBACK_FAILED</c>: a callback of <c>OnTopic</c> threw.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _time.End();
        try
        {
            await EndModuleAsync().ConfigureAwait(false);
        }
        finally
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _stop.Dispose();
        }

        if (_services.CallbackFailure is { } failure)
        {
            throw HarnessException.TopicCallbackFailed(failure.Topic, failure.Exception, _waiter.Stderr);
        }
    }

    private static void Observe(Task task) => _ = task.ContinueWith(
        static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task EndModuleAsync()
    {
        if (_exit.IsCompleted)
        {
            // A module that did not run at all has told so to who started it.
            Observe(_exit);
            return;
        }

        if (Interlocked.Exchange(ref _ending, 1) == 0)
        {
            Observe(_session.ShutdownAsync(TimeSpan.Zero));
        }
        else
        {
            // It is ending, with a grace that may be long: without a peer there is nothing left to wait for.
            await _session.DisposeAsync().ConfigureAwait(false);
        }

        await _finalWaiter.ForAsync(_exit, () => "the end of the module, which the harness had to end: a handler or the shutdown hook does not return").ConfigureAwait(false);
    }

    private Task<int> ExitAsync(string awaited) => _waiter.ForAsync(_exit, () => awaited);

    private HarnessException Ended(string before) => _run.IsCompletedSuccessfully
        ? HarnessException.Ended(before, $"The module ended with exit code {_run.Result}", _waiter.Stderr, null)
        : HarnessException.Ended(before, _run.IsFaulted ? "The module ended by an exception" : "The connection was closed", _waiter.Stderr, _run.Exception?.InnerException);
}
