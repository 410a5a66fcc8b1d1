using Ixt.NodeHost.Modules;

namespace Ixt.NodeHost;

/// <summary>A script and the files it may <c>require</c>. A snapshot: each file is read and parsed once, whichever host asks first.</summary>
/// <remarks>Safe to use from many hosts at once.</remarks>
public sealed class NodeProgram
{
    private readonly Lazy<ProgramFiles> _files;

    /// <summary>Creates an empty description; set the members.</summary>
    public NodeProgram()
    {
        _files = new Lazy<ProgramFiles>(() => new ProgramFiles(this));
    }

    /// <summary>Absolute path of the script to run, on disk under <see cref="Roots"/> or a key of <see cref="Files"/>.</summary>
    public required string EntryFile { get; init; }

    /// <summary>Directories (absolute) whose files may be required and read. Links are followed first, so a link cannot lead out of them. Default: none.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Files that exist only in memory: absolute path to text. They win over the disk.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Files loaded in place of others: the path a <c>require</c> resolved to, and the path to load instead (it must itself be in
    /// <see cref="Roots"/> or <see cref="Files"/>). The replacement has its own path as <c>__filename</c>, so its own requires resolve beside it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Substitutions { get; init; } = new Dictionary<string, string>();

    internal ProgramFiles Content => _files.Value;
}
