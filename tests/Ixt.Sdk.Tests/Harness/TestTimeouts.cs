using System.Diagnostics;

namespace Ixt.Sdk.Tests;

/// <summary>How long a test waits for something that must happen. Never reached by a passing test.</summary>
internal static class TestTimeouts
{
    internal static TimeSpan Default { get; } = Debugger.IsAttached ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(30);

    /// <summary>For compiling something natively on a busy machine.</summary>
    internal static TimeSpan Publish { get; } = TimeSpan.FromMinutes(8);

    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);

    internal static Task Soon(this Task task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);
}
