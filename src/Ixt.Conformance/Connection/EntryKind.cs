namespace Ixt.Conformance.Connection;

/// <summary>What a line of a conversation is.</summary>
internal enum EntryKind
{
    /// <summary>The runner sent it.</summary>
    Sent,

    /// <summary>The testee sent it.</summary>
    Received,

    /// <summary>The testee wrote it to stderr or stdout.</summary>
    Output,

    /// <summary>Something happened: started, connected, closed, ended, a signal.</summary>
    Event,
}
