using System.Text.Json;

namespace Ixt.Proto.Tests;

/// <summary>The golden vectors that concern protobuf, by name.</summary>
internal static class Vectors
{
    /// <summary>What our writers write; made by the generator.</summary>
    public static IReadOnlyDictionary<string, Vector> Canonical { get; } = Load("protobuf");

    /// <summary>What others may write for the same; written by hand.</summary>
    public static IReadOnlyDictionary<string, Vector> Variants { get; } = Load("protobuf-variants");

    /// <summary>Frames that a module refuses.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Violations { get; } =
        Protocol.Tests.Spec.Vectors("protobuf-violations").ToDictionary(v => v.GetProperty("name").GetString()!);

    private static Dictionary<string, Vector> Load(string file) => Protocol.Tests.Spec.Vectors(file).ToDictionary(
        v => v.GetProperty("name").GetString()!,
        v => new Vector(
            v.GetProperty("definition").GetString()!,
            v.GetProperty("message").GetString()!,
            v.GetProperty("json").GetString()!,
            Convert.FromHexString(v.GetProperty("hex").GetString()!)));
}
