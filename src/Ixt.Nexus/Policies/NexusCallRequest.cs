namespace Ixt.Nexus;

/// <summary>What <see cref="NexusPolicy.CanCall"/> decides on.</summary>
/// <param name="Local">This side.</param>
/// <param name="Remote">The peer that calls.</param>
/// <param name="ServiceName">The service's token, or <c>resource:ID</c> for a callback or what was given as an argument.</param>
/// <param name="Path">Member names; below the service's token, or the whole path of a resource.</param>
/// <param name="Operation">Get, set or apply.</param>
public sealed record NexusCallRequest(NexusIdentity Local, NexusPeer Remote, string ServiceName, ReadOnlyMemory<string> Path, NexusOperation Operation);
