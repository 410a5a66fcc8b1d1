using System.Text.Json;

namespace Ixt.NodeHost.Modules;

/// <summary>CommonJS resolution: exact file, extensions, directory with package.json or index, node_modules upwards. Only files of the program exist.</summary>
internal sealed class Resolver(ProgramFiles files)
{
    private static readonly string[] s_extensions = ["", ".js", ".json", ".cjs"];

    /// <returns>The file to load, or <see langword="null"/> when the request leads nowhere.</returns>
    public string? Resolve(string request, string fromDirectory)
    {
        if (request.StartsWith('/'))
        {
            return AsFileOrDirectory(Path.GetFullPath(request), request.EndsWith('/'));
        }

        if (request is "." or ".." || request.StartsWith("./", StringComparison.Ordinal) || request.StartsWith("../", StringComparison.Ordinal))
        {
            bool directoryOnly = request.EndsWith('/') || request is "." or ".." || request.EndsWith("/..", StringComparison.Ordinal) || request.EndsWith("/.", StringComparison.Ordinal);
            return AsFileOrDirectory(Path.GetFullPath(Path.Combine(fromDirectory, request)), directoryOnly);
        }

        for (string? directory = fromDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            string? found = AsFileOrDirectory(Path.GetFullPath(Path.Combine(directory, "node_modules", request)), false);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private string? AsFileOrDirectory(string path, bool directoryOnly)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        return (directoryOnly ? null : AsFile(path)) ?? AsDirectory(path);
    }

    private string? AsFile(string path)
    {
        foreach (string extension in s_extensions)
        {
            string? found = files.Find(path + extension);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private string? AsDirectory(string path)
    {
        string? package = files.Find(path + "/package.json");
        if (package is not null)
        {
            using JsonDocument document = JsonDocument.Parse(files.ReadText(package));
            if (document.RootElement.ValueKind == JsonValueKind.Object &&
                document.RootElement.TryGetProperty("main", out JsonElement main) && main.ValueKind == JsonValueKind.String)
            {
                string target = Path.GetFullPath(Path.Combine(path, main.GetString()!));
                string? found = AsFile(target) ?? AsFile(target + "/index");
                if (found is not null)
                {
                    return found;
                }
            }
        }

        return AsFile(path + "/index");
    }
}
