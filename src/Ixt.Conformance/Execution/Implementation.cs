namespace Ixt.Conformance.Execution;

/// <summary>What a testee says about itself on <c>conformance.describe</c>.</summary>
internal sealed record Implementation(string Name, string Version, string Language, string Platform, string Spec);
