namespace Ixt.Sdk.Testing.Tests;

/// <summary>Something that happened, to wait for.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Set() => _source.TrySetResult();

    /// <summary>Never waits so long in a test that passes.</summary>
    internal Task WaitAsync() => _source.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>For modules, which may wait for ever.</summary>
    internal Task Task => _source.Task;
}
