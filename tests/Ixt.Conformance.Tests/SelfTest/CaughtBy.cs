namespace Ixt.Conformance.Tests.SelfTest;

/// <summary>A case that must catch a broken module.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Framing"><c>ndjson</c> or <c>length</c>.</param>
/// <param name="Verdict"><c>fail</c>, <c>timeout</c> or <c>crash</c>.</param>
internal sealed record CaughtBy(string Case, string Framing, string Verdict);
