namespace Ixt.Nexus;

/// <summary>A service that this side provides.</summary>
internal sealed record ServiceEntry(string Token, INexusDispatcher Dispatcher, NexusPolicy? Policy);
