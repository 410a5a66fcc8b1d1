namespace Ixt.Nexus.Typed.Tests;

internal sealed class MathObject : IMath
{
    public ICounter Sums { get; } = new Counter();

    public async Task<double> AddAsync(double a, double b)
    {
        await Sums.NextAsync();
        return a + b;
    }
}
