namespace Ixt.Nexus;

/// <summary>What a typed proxy stands on: something of the peer that can be read, assigned and called.</summary>
public interface INexusInvoker
{
    /// <summary>Gets, sets or calls what is at a path below it.</summary>
    ValueTask<NexusValue> InvokeAsync(NexusOperation operation, ReadOnlyMemory<string> path, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default);
}
