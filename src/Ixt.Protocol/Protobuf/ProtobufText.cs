namespace Ixt.Protocol;

/// <summary>What the bytes of a string field are.</summary>
internal enum ProtobufText
{
    /// <summary>Text within its limits.</summary>
    Valid,

    /// <summary>Not UTF-8.</summary>
    NotUtf8,

    /// <summary>Shorter or longer than allowed.</summary>
    OutOfBounds,
}
