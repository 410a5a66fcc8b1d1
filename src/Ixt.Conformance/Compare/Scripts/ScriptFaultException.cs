namespace Ixt.Conformance.Compare.Scripts;

/// <summary>A script cannot be played as it is written. Its message names file, place and remedy.</summary>
internal sealed class ScriptFaultException(string message) : FormatException(message);
