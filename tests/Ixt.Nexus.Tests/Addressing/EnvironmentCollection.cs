namespace Ixt.Nexus.Tests.Addressing;

/// <summary>Tests that change an environment variable run alone.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
