namespace Ixt.SchemaGen.Model;

/// <summary>One entry of <c>spec/errors.json</c>.</summary>
public sealed record ErrorCode(string Code, string Meaning, string SentBy, bool IsRetryable, string Since, string Status, string Note);
