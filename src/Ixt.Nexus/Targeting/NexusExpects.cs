namespace Ixt.Nexus;

/// <summary>How many peers a search may find, in the words of 0.3.1.</summary>
public enum NexusExpects
{
    /// <summary>Exactly one: <c>E_TARGET_NO_MATCH</c> or <c>E_TARGET_UNEXPECTED_COUNT</c> otherwise.</summary>
    One,

    /// <summary>At least one; the first is taken.</summary>
    First,
}
