namespace Ixt.Nexus.Typed.Tests;

internal sealed class Counter(double start = 0) : ICounter
{
    internal double Value { get; private set; } = start;

    public Task<double> GetValueAsync() => Task.FromResult(Value);

    public Task SetValueAsync(double value)
    {
        Value = value;
        return Task.CompletedTask;
    }

    public ValueTask<string> GetNameAsync(CancellationToken cancellationToken) => new("counter");

    public ValueTask<double> NextAsync() => new(++Value);

    public void Dispose() => Value = double.NaN;
}
