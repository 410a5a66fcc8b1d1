using System.Numerics;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>One method for each thing that an interface can say.</summary>
[NexusService("app:workshop")]
public interface IWorkshop
{
    IShelf Shelf { get; }

    [NexusProperty]
    Task<string> GetNameAsync();

    Task<double> SumAsync(Func<int, Task<double>> each, int times, CancellationToken cancellationToken = default);

    Task<ICounter> MakeCounterAsync(double start);

    Task<double> TwiceAsync(ICounter counter);

    Task<BigInteger> NextPowerAsync(BigInteger value);

    Task<Dictionary<int, string>> LabelsAsync(HashSet<int> numbers);

    [NexusName("describe_it")]
    Task<string> DescribeAsync(Part part, string? suffix = null);

    Task NothingAsync();

    Task FailAsync(string message);
}
