using System.Diagnostics;

namespace Ixt.Sdk.Testing;

/// <summary>Bounds every wait of a harness, by the system's clock and the test's token.</summary>
internal sealed class Waiter(TimeSpan limit, Func<string> stderr, CancellationToken cancellationToken)
{
    /// <summary>What the module wrote to stderr last, for messages.</summary>
    internal string Stderr => stderr();

    /// <param name="task">What must end.</param>
    /// <param name="awaited">Completes "waited in vain for".</param>
    /// <exception cref="HarnessException">The limit passed.</exception>
    internal async Task<T> ForAsync<T>(Task<T> task, Func<string> awaited)
    {
        TimeSpan wait = Debugger.IsAttached ? Timeout.InfiniteTimeSpan : limit;
        try
        {
            return await task.WaitAsync(wait, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsFaulted)
        {
            throw HarnessException.WaitedTooLong(awaited(), limit, Stderr);
        }
    }
}
