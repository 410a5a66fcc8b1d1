namespace Ixt.Sdk.Tests;

/// <summary>Tests that no other may run beside.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
