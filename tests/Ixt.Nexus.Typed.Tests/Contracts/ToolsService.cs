namespace Ixt.Nexus.Typed.Tests;

internal sealed class ToolsService : ITools
{
    internal TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ICounter? Kept { get; private set; }

    public IMath Math { get; } = new MathObject();

    public Task<string> WhoAsync() => Task.FromResult("tools");

    public async Task<int> LaterAsync(Func<int, Task<int>> callback, int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += await callback(i);
        }

        NexusReferences.Release(callback);
        return sum;
    }

    public Task NotifyAsync(Action<string> callback, string text)
    {
        callback(text);
        return Task.CompletedTask;
    }

    public Task<Func<double, ValueTask<double>>> AdderAsync(double start)
    {
        double sum = start;
        return Task.FromResult<Func<double, ValueTask<double>>>(x => new(sum += x));
    }

    public async Task<bool> SameAsync(Func<CancellationToken, Task>? first, Func<CancellationToken, Task>? second)
    {
        await (first?.Invoke(CancellationToken.None) ?? Task.CompletedTask);
        return first is null == second is null;
    }

    public Task<ICounter> MakeCounterAsync(double start = 0) => Task.FromResult<ICounter>(new Counter(start));

    public async Task<double> AdvanceAsync(ICounter counter)
    {
        using (counter)
        {
            await counter.NextAsync();
            return await counter.GetValueAsync();
        }
    }

    public Task<ICounter?> PassOnAsync(ICounter? counter) => Task.FromResult(counter);

    public Task<Bundle> BundleAsync(Bundle bundle) => Task.FromResult(bundle);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Stopped.TrySetResult();
        }
    }

    public Task FailAsync(string code, string message) => throw new NexusException(code, message);

    public Task KeepAsync(ICounter counter, int number)
    {
        Kept = counter;
        return Task.CompletedTask;
    }
}
