namespace Ixt.Sdk.Testing;

/// <summary>What a module asks of the KV store (IXT-SVC-006).</summary>
public enum KvOperation
{
    /// <summary>Reads a value.</summary>
    Get,

    /// <summary>Writes a value.</summary>
    Set,

    /// <summary>Deletes a value.</summary>
    Delete,

    /// <summary>Asks whether there is a value.</summary>
    Exists,
}
