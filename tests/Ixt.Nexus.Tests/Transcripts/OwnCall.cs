namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>A call of this side, as the recorded application made it.</summary>
/// <param name="Task">Its result.</param>
/// <param name="Id">The id that it has here, as text.</param>
internal sealed record OwnCall(Task<NexusValue> Task, string Id);
