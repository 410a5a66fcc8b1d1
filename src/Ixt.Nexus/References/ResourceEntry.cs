namespace Ixt.Nexus;

/// <summary>Something of this side that the peer of one session holds a reference to.</summary>
/// <param name="Dispatcher">What is reached.</param>
/// <param name="ServiceName">The service whose result it came with, or <c>resource:ID</c>.</param>
/// <param name="Policy">That service's own policy.</param>
internal sealed record ResourceEntry(INexusDispatcher Dispatcher, string ServiceName, NexusPolicy? Policy);
