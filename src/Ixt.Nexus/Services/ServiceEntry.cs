namespace Ixt.Nexus;

/// <summary>A service that this side provides.</summary>
internal sealed record ServiceEntry(string Token, INexusDispatcher Dispatcher, NexusPolicy? Policy)
{
    /// <summary>The service as the target of calls.</summary>
    internal ResourceEntry Target { get; } = new(Dispatcher, Token, Policy);
}
