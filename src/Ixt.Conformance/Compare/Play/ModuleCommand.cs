namespace Ixt.Conformance.Compare.Play;

/// <summary>One of the programs that are compared.</summary>
/// <param name="Name">Its name in the output.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Environment">Changes to its environment.</param>
internal sealed record ModuleCommand(string Name, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string?> Environment);
