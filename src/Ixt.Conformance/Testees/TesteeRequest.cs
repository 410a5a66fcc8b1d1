namespace Ixt.Conformance.Testees;

/// <summary>Which implementations the user wants.</summary>
/// <param name="Names"><c>--testee</c>; empty means the default choice.</param>
/// <param name="Commands"><c>--command</c>, each a command or <c>name=command</c>.</param>
/// <param name="JsFile"><c>--js</c>: the SDK file that the JavaScript testees load, or null for the reference.</param>
/// <param name="PyFile"><c>--py</c>: the SDK file that the Python testee loads, or null for the reference.</param>
/// <param name="Attach"><c>--attach</c>.</param>
internal sealed record TesteeRequest(IReadOnlyList<string> Names, IReadOnlyList<string> Commands, string? JsFile, string? PyFile, bool Attach);
