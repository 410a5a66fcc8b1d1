using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;

namespace Ixt.NodeHost.Modules;

/// <summary>The files of one program: where a request leads, their text, their parsed form. Shared by all hosts that run the program.</summary>
internal sealed class ProgramFiles
{
    private readonly NodeProgram _program;
    private readonly string[] _roots;
    private readonly ConcurrentDictionary<string, string?> _real = new();
    private readonly ConcurrentDictionary<string, byte[]> _bytes = new();
    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new();

    public ProgramFiles(NodeProgram program)
    {
        _program = program;
        _roots = [.. program.Roots.Select(static r => RealPath.Resolve(Path.GetFullPath(r)) + "/")];
        Entry = Path.GetFullPath(program.EntryFile);
    }

    /// <summary>The entry file's path before links and substitutions.</summary>
    public string Entry { get; }

    /// <summary>The path a file is known by (links followed, substituted), or <see langword="null"/> when there is no such readable file.</summary>
    public string? Find(string path)
    {
        string? real = _real.GetOrAdd(path, Locate);
        return real is not null && TrySubstitute(path, real, out string? other) ? _real.GetOrAdd(other, Locate) : real;
    }

    /// <summary>The bytes of a file that <see cref="Find"/> named.</summary>
    public byte[] Read(string path) => _bytes.GetOrAdd(path, Load);

    /// <summary>The text of a file that <see cref="Find"/> named.</summary>
    public string ReadText(string path) =>
        _program.Files.TryGetValue(path, out string? text) ? text : System.Text.Encoding.UTF8.GetString(Read(path));

    /// <summary>The parsed CommonJS function of a file that <see cref="Find"/> named.</summary>
    public Prepared<Script> Script(string path) => _scripts.GetOrAdd(path, p => ScriptCompiler.Prepare(ReadText(p), p));

    private bool TrySubstitute(string path, string real, out string other)
    {
        bool found = _program.Substitutions.TryGetValue(real, out string? to) || _program.Substitutions.TryGetValue(path, out to);
        other = to ?? "";
        return found;
    }

    private byte[] Load(string path) =>
        _program.Files.TryGetValue(path, out string? text) ? System.Text.Encoding.UTF8.GetBytes(text) : File.ReadAllBytes(path);

    private string? Locate(string path)
    {
        if (_program.Files.ContainsKey(path))
        {
            return path;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        string real = RealPath.Resolve(path);
        return Array.Exists(_roots, root => real.StartsWith(root, StringComparison.Ordinal)) ? real : null;
    }
}
