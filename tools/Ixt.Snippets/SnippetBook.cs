namespace Ixt.Snippets;

/// <summary>Every page of the repository, and the code that they quote.</summary>
/// <remarks>
/// A quote is a fenced block right below <c>&lt;!-- The code of FILE; a test compares. --&gt;</c> or
/// <c>&lt;!-- The region NAME of FILE; a test compares. --&gt;</c>; FILE is relative to the repository.
/// </remarks>
/// <param name="root">The repository's folder.</param>
public sealed class SnippetBook(string root)
{
    // Guides: all their code is quoted, but for commands.
    private static readonly HashSet<string> _guides = new(StringComparer.Ordinal) { "PYTHON_TO_CSHARP.md", "docs/nexus.md" };
    private static readonly HashSet<string> _free = new(StringComparer.Ordinal) { "", "sh", "text" };
    private static readonly HashSet<string> _notOurs = new(StringComparer.Ordinal)
    {
        ".git", ".idea", ".vs", "__pycache__", "artifacts", "bin", "node_modules", "obj", "reports", "TestResults",
    };

    private readonly Dictionary<string, CodeFile?> _files = new(StringComparer.Ordinal);

    /// <summary>The nearest folder at or above <paramref name="start"/> that holds <c>Ixt.slnx</c>, or <see langword="null"/>.</summary>
    public static string? FindRoot(string start)
    {
        DirectoryInfo? folder = new(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ixt.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    /// <summary>The pages, relative to the repository, in order.</summary>
    public IReadOnlyList<string> Pages() => [.. Below(root).Order(StringComparer.Ordinal)];

    /// <summary>How many blocks quote a file.</summary>
    public int Quotes() => Pages().Sum(p => Block.In(Lines(p)).Count(b => b.Marker is not null));

    /// <summary>Fills every block that can be filled.</summary>
    /// <returns>The pages that changed.</returns>
    public IReadOnlyList<string> Write()
    {
        List<string> changed = [];
        foreach (string page in Pages())
        {
            string[] lines = Lines(page);
            List<string> result = [.. lines];
            // From the end, so that the indexes before it stay right.
            foreach (Block block in Block.In(lines).Reverse())
            {
                if (Code(page, block) is { Lines: { } code })
                {
                    result.RemoveRange(block.First, block.End - block.First);
                    result.InsertRange(block.First, code);
                }
            }

            if (!result.SequenceEqual(lines))
            {
                File.WriteAllText(Path.Combine(root, page), string.Join('\n', result));
                changed.Add(page);
            }
        }

        return changed;
    }

    /// <summary>Compares every block with its file.</summary>
    public IReadOnlyList<Finding> Check() =>
    [
        .. from page in Pages()
           let lines = Lines(page)
           from block in Block.In(lines)
           let code = Code(page, block)
           let finding = code.Fault ?? (code.Lines is null ? null : Difference(page, block, lines[block.First..block.End], code.Lines))
           where finding is not null
           select finding,
    ];

    private static Finding? Difference(string page, Block block, string[] quoted, string[] code)
    {
        int same = quoted.Zip(code).TakeWhile(p => p.First == p.Second).Count();
        return same == quoted.Length && same == code.Length
            ? null
            : new Finding(page, block.First + same + 1, $"{Name(block)}: {Said(quoted, same)} here, {Said(code, same)} there", IsDifference: true);

        static string Said(string[] lines, int index) => index < lines.Length ? $"\"{lines[index]}\"" : "the end";
    }

    private static string Name(Block block) => block.Target() is [string file, string region] ? $"region {region} of {file}" : block.Target()![0];

    private (string[]? Lines, Finding? Fault) Code(string page, Block block)
    {
        Finding Fault(string text) => new(page, block.Line + 1, text);
        if (block.End < 0)
        {
            return (null, Fault("the block has no end"));
        }

        if (block.Marker is null)
        {
            return (null, _guides.Contains(page) && !_free.Contains(block.Language!)
                ? Fault($"code in {block.Language} that no file holds: a block of this page is quoted by a marker above its fence, or is sh or text")
                : null);
        }

        if (block.Target() is not [string path, ..] target)
        {
            return (null, Fault($"neither \"The code of FILE\" nor \"The region NAME of FILE\": {block.Marker.Trim()}"));
        }

        if (block.Language is null)
        {
            return (null, Fault("no fenced block follows the marker"));
        }

        if (FileOf(path) is not { } file)
        {
            return (null, Fault($"there is no file {path}"));
        }

        if (file.Faults is [Finding first, ..])
        {
            return (null, first);
        }

        string[]? code = target.Length == 1 ? file.Whole() : file.Region(target[1]);
        return code is null ? (null, Fault($"{path} has no region {target[1]}"))
            : code.Any(l => l.TrimStart().StartsWith("```", StringComparison.Ordinal)) ? (null, Fault($"{path} holds a fence of its own"))
            : (code, null);
    }

    private CodeFile? FileOf(string path)
    {
        if (!_files.TryGetValue(path, out CodeFile? file))
        {
            string full = Path.Combine(root, path);
            file = File.Exists(full) ? new CodeFile(path, File.ReadAllText(full)) : null;
            _files.Add(path, file);
        }

        return file;
    }

    private string[] Lines(string page) => File.ReadAllText(Path.Combine(root, page)).Split('\n');

    private IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder).Where(d => !_notOurs.Contains(Path.GetFileName(d))).SelectMany(Below));
}
