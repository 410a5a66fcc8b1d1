using System.Numerics;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The service in C#; <see cref="TypedTests"/> has the same in JavaScript.</summary>
internal sealed class Workshop : IWorkshop, IShelf
{
    public IShelf Shelf => this;

    public Task<string> GetNameAsync() => Task.FromResult("csharp");

    public async Task<double> SumAsync(Func<int, Task<double>> each, int times, CancellationToken cancellationToken)
    {
        double sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += await each(i);
        }

        NexusReferences.Release(each);
        return sum;
    }

    public Task<ICounter> MakeCounterAsync(double start) => Task.FromResult<ICounter>(new Counter(start));

    public async Task<double> TwiceAsync(ICounter counter)
    {
        using (counter)
        {
            await counter.SetValueAsync(await counter.GetValueAsync() * 2);
            return await counter.NextAsync();
        }
    }

    public Task<BigInteger> NextPowerAsync(BigInteger value) => Task.FromResult(value * 10);

    public Task<Dictionary<int, string>> LabelsAsync(HashSet<int> numbers) => Task.FromResult(numbers.ToDictionary(n => n, n => $"#{n}"));

    public Task<string> DescribeAsync(Part part, string? suffix) => Task.FromResult($"{part.Name} {part.Weight} {string.Join('+', part.Tags)}{suffix}");

    public Task NothingAsync() => Task.CompletedTask;

    public Task FailAsync(string message) => throw new NexusException("E_WORKSHOP", message);

    public Task<string[]> PartsAsync() => Task.FromResult(new[] { "nut", "bolt" });
}
