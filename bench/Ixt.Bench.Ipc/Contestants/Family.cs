namespace Ixt.Bench.Ipc;

/// <summary>Whose a contestant is: what it is coloured by.</summary>
internal enum Family
{
    /// <summary>Bytes without a protocol.</summary>
    Raw,

    /// <summary>The .NET SDK of this repository.</summary>
    Ixt,

    /// <summary>The reference SDKs of this repository, driven by its runtime session.</summary>
    Reference,

    /// <summary>Other .NET libraries.</summary>
    Dotnet,

    /// <summary>Node on both sides.</summary>
    Node,
}
