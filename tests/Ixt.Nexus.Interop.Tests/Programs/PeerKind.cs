namespace Ixt.Nexus.Interop.Tests;

/// <summary>Whose implementation a program runs on.</summary>
public enum PeerKind
{
    /// <summary>The packages from npm.</summary>
    Node,

    /// <summary>Ours.</summary>
    CSharp,
}
