namespace Ixt.Nexus.Interop.Tests;

/// <summary>Bounded waits: the time only ends what would never end.</summary>
internal static class Waiting
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    internal static Task Soon(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    internal static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().Soon();

    internal static Task Soon(this ValueTask task) => task.AsTask().Soon();
}
