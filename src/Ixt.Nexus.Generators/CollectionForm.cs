namespace Ixt.Nexus.Generators;

/// <summary>What a generic collection is on the wire.</summary>
internal enum CollectionForm
{
    /// <summary>It is no collection that is known here.</summary>
    None,

    /// <summary>An array.</summary>
    List,

    /// <summary>A Set.</summary>
    Set,

    /// <summary>An object.</summary>
    Named,

    /// <summary>A Map.</summary>
    Map,
}
