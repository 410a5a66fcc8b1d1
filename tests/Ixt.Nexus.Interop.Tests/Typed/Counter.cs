namespace Ixt.Nexus.Interop.Tests;

internal sealed class Counter(double start) : ICounter
{
    private double _value = start;

    internal TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<double> GetValueAsync() => Task.FromResult(_value);

    public Task SetValueAsync(double value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<double> NextAsync() => Task.FromResult(++_value);

    public void Dispose() => Disposed.TrySetResult();
}
