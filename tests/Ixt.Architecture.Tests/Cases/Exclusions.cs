using System.Text.Json.Nodes;

namespace Ixt.Architecture.Tests.Cases;

/// <summary><c>spec/cases/exclusions.json</c>: requirements without a case, each with a reason.</summary>
internal static class Exclusions
{
    private static readonly JsonObject _file = JsonNode.Parse(Repository.Text("spec/cases/exclusions.json"))!.AsObject();

    /// <summary>The kinds, explained there.</summary>
    public static IReadOnlySet<string> Kinds { get; } = _file["kinds"]!.AsObject().Select(k => k.Key).ToHashSet();

    /// <summary>The exclusions, in the order of the file.</summary>
    public static IReadOnlyList<(string Requirement, string Kind, string Reason)> All { get; } =
        [.. _file["exclusions"]!.AsArray().Select(e => ((string)e!["requirement"]!, (string)e["kind"]!, (string)e["reason"]!))];
}
