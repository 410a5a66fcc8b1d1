using Ixt.SchemaGen.CSharp;
using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;
using Ixt.SchemaGen.Python;
using Ixt.SchemaGen.TypeScript;

namespace Ixt.SchemaGen;

/// <summary>Schema in, source files out; the same bytes every time.</summary>
/// <param name="root">The repository's folder.</param>
public sealed class Generator(string root)
{
    /// <summary>Makes every file, without touching the disk.</summary>
    /// <exception cref="SchemaException">The schema says something the generator does not know.</exception>
    public async Task<IReadOnlyList<GeneratedFile>> GenerateAsync()
    {
        ProtocolModel model = await ModelLoader.LoadAsync(
            await File.ReadAllTextAsync(At("spec/schema/protocol.schema.json")),
            await File.ReadAllTextAsync(At("spec/errors.json")));
        FieldNumbers numbers = FieldNumbers.Load(await File.ReadAllTextAsync(At(FieldNumbers.Path)), model);
        return
        [
            .. CSharpEmitter.Emit(model),
            .. ProtobufEmitter.Emit(model, numbers),
            ProtoFileEmitter.Emit(model, numbers),
            VectorEmitter.Emit(model, numbers, await File.ReadAllTextAsync(At(VectorEmitter.Source))),
            TypeScriptEmitter.Emit(model),
            PythonEmitter.Emit(model),
        ];
    }

    /// <summary>Writes every file and deletes what is no longer made.</summary>
    /// <returns>What changed, as <c>written path</c> or <c>deleted path</c>.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync()
    {
        IReadOnlyList<GeneratedFile> files = await GenerateAsync();
        List<string> changes = [];
        foreach (GeneratedFile file in files)
        {
            string path = At(file.Path);
            if (!File.Exists(path) || await File.ReadAllTextAsync(path) != file.Text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, file.Text);
                changes.Add($"written {file.Path}");
            }
        }

        foreach (string surplus in Surplus(files))
        {
            File.Delete(At(surplus));
            changes.Add($"deleted {surplus}");
        }

        return changes;
    }

    /// <summary>Compares what would be made with what is there.</summary>
    /// <returns>Each difference, as <c>missing path</c>, <c>different path</c> or <c>surplus path</c>; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        IReadOnlyList<GeneratedFile> files = await GenerateAsync();
        List<string> differences = [];
        foreach (GeneratedFile file in files)
        {
            string path = At(file.Path);
            if (!File.Exists(path))
            {
                differences.Add($"missing {file.Path}");
            }
            else if (await File.ReadAllTextAsync(path) != file.Text)
            {
                differences.Add($"different {file.Path}");
            }
        }

        return [.. differences, .. Surplus(files).Select(path => $"surplus {path}")];
    }

    private IEnumerable<string> Surplus(IReadOnlyList<GeneratedFile> files)
    {
        string folder = At(CSharpEmitter.Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Except(files.Select(f => f.Path))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private string At(string path) => Path.Combine(root, path);
}
