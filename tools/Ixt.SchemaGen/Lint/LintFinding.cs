namespace Ixt.SchemaGen.Lint;

/// <summary>One departure from the portable subset of JSON Schema.</summary>
/// <param name="Pointer">Where, as a URI fragment.</param>
/// <param name="Problem">What, in a sentence.</param>
public sealed record LintFinding(string Pointer, string Problem);
