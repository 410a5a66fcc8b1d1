namespace Ixt.Conformance.Connection;

/// <summary>One line of a conversation.</summary>
/// <param name="At">Time since the testee was started.</param>
/// <param name="Kind">Who did it.</param>
/// <param name="Text">The frame as text (or hex), shortened; or what happened.</param>
/// <param name="Size">Bytes of the frame; 0 for an event.</param>
/// <param name="Wrong">Whether this is where the case failed.</param>
internal sealed record ConversationEntry(TimeSpan At, EntryKind Kind, string Text, int Size, bool Wrong);
