namespace Ixt.Nexus;

/// <summary>What one outgoing packet hands out by reference: taken back when the packet can't be sent.</summary>
internal sealed class ExportScope(NexusSession session, ServiceEntry? owner) : IReferenceExporter
{
    private List<string>? _ids;

    public string Export(INexusDispatcher target)
    {
        string id = session.AddResource(target, owner);
        (_ids ??= []).Add(id);
        return id;
    }

    internal void Undo()
    {
        foreach (string id in _ids ?? [])
        {
            session.DropResource(id);
        }
    }
}
