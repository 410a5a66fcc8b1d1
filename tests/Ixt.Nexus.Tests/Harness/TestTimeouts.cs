namespace Ixt.Nexus.Tests;

internal static class TestTimeouts
{
    /// <summary>Generous: only a hang lasts this long.</summary>
    internal static TimeSpan Hang { get; } = System.Diagnostics.Debugger.IsAttached ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(30);

    internal static Task<T> OrHang<T>(this Task<T> task) => task.WaitAsync(Hang);

    internal static Task OrHang(this Task task) => task.WaitAsync(Hang);

    internal static Task<T> OrHang<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Hang);
}
