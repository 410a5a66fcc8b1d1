namespace Ixt.Nexus.Typed.Tests;

[NexusObject]
public interface IMath
{
    Task<double> AddAsync(double a, double b);

    ICounter Sums { get; }
}
