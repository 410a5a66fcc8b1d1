namespace Ixt.Nexus;

/// <summary>Makes proxies for the references that a peer sends.</summary>
internal interface IReferenceImporter
{
    /// <summary>A proxy for what the peer calls <paramref name="id"/>.</summary>
    NexusRef Import(string id);
}
