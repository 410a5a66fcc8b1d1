namespace Ixt.Nexus;

/// <summary>What a peer does with a member.</summary>
public enum NexusOperation : byte
{
    /// <summary>Reads a value.</summary>
    Get = 1,

    /// <summary>Assigns a value.</summary>
    Set = 2,

    /// <summary>Calls a function.</summary>
    Apply = 3,
}
