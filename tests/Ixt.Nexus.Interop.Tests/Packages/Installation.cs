namespace Ixt.Nexus.Interop.Tests;

/// <summary>What came of an installation.</summary>
/// <param name="Programs">The folder of the programs of <c>node/</c>, from which the packages can be imported; null where there are none.</param>
/// <param name="Problem">Then: why, and what to do.</param>
internal sealed record Installation(string? Programs, string? Problem);
