namespace Ixt.Conformance.Testees;

/// <summary>A testee cannot be started: exit code 5.</summary>
internal sealed class TesteeStartException(string message) : Exception(message);
