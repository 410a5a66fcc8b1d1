namespace Ixt.Nexus.Generators;

/// <summary>How values of one type get off the wire and onto it.</summary>
/// <param name="Read">Name of a static method from <c>NexusValue</c> to the type.</param>
/// <param name="Write">Name of a static method from the type to <c>NexusValue</c>.</param>
internal sealed record Codec(string Read, string Write);
