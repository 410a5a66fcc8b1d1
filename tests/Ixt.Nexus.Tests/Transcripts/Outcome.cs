namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>What the application on this side saw of a call, or of a connection that came to nothing.</summary>
/// <param name="Result">The call's result; null without an error: a connection became ready.</param>
/// <param name="Error">The error.</param>
internal sealed record Outcome(NexusValue? Result, NexusException? Error);
