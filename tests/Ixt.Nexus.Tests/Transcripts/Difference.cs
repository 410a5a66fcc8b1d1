namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Where this implementation does not send what was recorded, on purpose.</summary>
/// <param name="Line">The line of the transcript that is different, or after which something more is sent.</param>
/// <param name="Ours">What is sent in its place; null: nothing. An error is given by type, id and code.</param>
/// <param name="IsMore">Whether it is sent besides.</param>
/// <param name="Reason">Why that is better.</param>
internal sealed record Difference(int Line, string? Ours, bool IsMore, Reason Reason);
