using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>The files under <c>spec/</c>.</summary>
internal static class Spec
{
    public static string RepositoryRoot { get; } = typeof(Spec).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Folder { get; } = Path.Combine(RepositoryRoot, "spec");

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static JsonElement Json(string path) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, path)));

    /// <summary>Names of the definitions of a schema, in its order.</summary>
    public static string[] Definitions(string schema) =>
        [.. Json($"schema/{schema}.schema.json").GetProperty("definitions").EnumerateObject().Select(d => d.Name)];

    /// <summary>The vectors of a file.</summary>
    public static IEnumerable<JsonElement> Vectors(string name) => Json($"vectors/{name}.json").GetProperty("vectors").EnumerateArray();

    /// <summary>The bytes that a list of parts stands for.</summary>
    public static byte[] Bytes(JsonElement parts)
    {
        List<byte> bytes = [];
        foreach (JsonElement part in parts.EnumerateArray())
        {
            if (part.TryGetProperty("text", out JsonElement text))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.GetString()!));
            }
            else if (part.TryGetProperty("hex", out JsonElement hex))
            {
                bytes.AddRange(Convert.FromHexString(hex.GetString()!));
            }
            else
            {
                byte[] unit = Convert.FromHexString(part.GetProperty("repeat").GetString()!);
                for (int i = part.GetProperty("times").GetInt32(); i > 0; i--)
                {
                    bytes.AddRange(unit);
                }
            }
        }

        return [.. bytes];
    }
}
