namespace Ixt.Nexus.Interop.Tests;

/// <summary>Travels by value.</summary>
public sealed record Part(string Name, double Weight, IReadOnlyList<string> Tags);
