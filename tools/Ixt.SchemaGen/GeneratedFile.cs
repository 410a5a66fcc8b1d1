namespace Ixt.SchemaGen;

/// <summary>One output.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Text">The whole content.</param>
public sealed record GeneratedFile(string Path, string Text);
