namespace Ixt.Nexus.Typed.Tests;

[NexusObject]
public interface ICounter : IDisposable
{
    [NexusProperty("value")]
    Task<double> GetValueAsync();

    [NexusProperty("value")]
    Task SetValueAsync(double value);

    [NexusProperty]
    ValueTask<string> GetNameAsync(CancellationToken cancellationToken);

    ValueTask<double> NextAsync();
}
