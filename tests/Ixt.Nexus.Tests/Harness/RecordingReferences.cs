namespace Ixt.Nexus.Tests;

/// <summary>References that lead nowhere.</summary>
internal sealed class RecordingReferences : IReferenceImporter, IReferenceExporter
{
    public List<NexusRef> Imported { get; } = [];

    public List<INexusDispatcher> Exported { get; } = [];

    public NexusRef Import(string id)
    {
        NexusRef reference = new(null!, id);
        GC.SuppressFinalize(reference); // there is no session that it could be freed through
        Imported.Add(reference);
        return reference;
    }

    public string Export(INexusDispatcher target)
    {
        Exported.Add(target);
        return $"out-{Exported.Count}";
    }
}
