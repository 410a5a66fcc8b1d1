namespace Ixt.Nexus;

/// <summary>Registers what is handed out to the peer by reference.</summary>
internal interface IReferenceExporter
{
    /// <summary>Registers one occurrence; every one gets an id of its own.</summary>
    string Export(INexusDispatcher target);
}
