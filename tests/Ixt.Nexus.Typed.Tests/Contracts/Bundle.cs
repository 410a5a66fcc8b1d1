namespace Ixt.Nexus.Typed.Tests;

/// <summary>By value, with references in it.</summary>
public sealed record Bundle(ICounter Counter, IReadOnlyList<Func<Task<string>>> Functions);
