namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>What a recorded service threw: an error without a code of its own.</summary>
internal sealed class RecordedFailure(string message) : Exception(message);
