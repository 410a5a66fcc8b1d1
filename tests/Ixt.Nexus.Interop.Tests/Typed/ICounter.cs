namespace Ixt.Nexus.Interop.Tests;

[NexusObject]
public interface ICounter : IDisposable
{
    [NexusProperty("value")]
    Task<double> GetValueAsync();

    [NexusProperty("value")]
    Task SetValueAsync(double value);

    Task<double> NextAsync();
}
