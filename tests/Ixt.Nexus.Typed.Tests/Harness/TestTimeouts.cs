namespace Ixt.Nexus.Typed.Tests;

/// <summary>Bounds every wait: generous, for a loaded machine, and only ever reached by a defect.</summary>
internal static class TestTimeouts
{
    internal static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);

    internal static Task Soon(this Task task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);
}
