namespace Ixt.Sdk;

public abstract partial class IxtProcessModule
{
    /// <summary>Does something again and again beside the handlers, for as long as the module runs.</summary>
    /// <param name="period">From the start of the module, or of the last tick, to the next; a tick that comes while the work still runs waits for it, and several become one.</param>
    /// <param name="work">Gets a token that fires at shutdown. An exception out of it goes to stderr and the work is done again at the next tick.</param>
    /// <returns>What can be asked how it goes.</returns>
    /// <remarks>
    /// Call it in <see cref="OnInitAsync"/> or later. It runs as handlers do: in the exclusive modes never in parallel with them, so the module's state needs no lock.
    /// Once the last message was answered it is cancelled and awaited, then <see cref="OnShutdownAsync"/> runs; likewise when init fails.
    /// Ticks follow <see cref="Time"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is shorter than 1 ms.</exception>
    /// <exception cref="InvalidOperationException">The module does not run, or not any more.</exception>
    protected BackgroundTask Every(TimeSpan period, Func<CancellationToken, Task> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        ArgumentNullException.ThrowIfNull(work);
        return _background.Run(async (task, cancellationToken) =>
        {
            using PeriodicTimer timer = new(period, Time);
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(true))
            {
                await task.AttemptAsync(work, cancellationToken).ConfigureAwait(true);
            }
        });
    }

    /// <summary>Does something beside the handlers, once; a loop that waits for work, for example.</summary>
    /// <param name="work">Gets a token that fires at shutdown. An exception out of it goes to stderr.</param>
    /// <returns>What can be asked how it goes.</returns>
    /// <inheritdoc cref="Every" path="/remarks"/>
    /// <exception cref="InvalidOperationException">The module does not run, or not any more.</exception>
    protected BackgroundTask RunInBackground(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return _background.Run((task, cancellationToken) => task.AttemptAsync(work, cancellationToken));
    }
}
