using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Cases;

/// <summary>Checks the scripts that cases send to the conformance module: a wrong one is the suite's fault, never the testee's.</summary>
internal static class ScriptLint
{
    /// <summary>What does not fit <c>script.schema.json</c>, in sentences.</summary>
    public static IEnumerable<string> Check(ConformanceCase item, JsonFileSchema schema) =>
        Templates(item.Steps)
            .SelectMany(Scripts)
            .Where(s => !Contains(s, "$ref") && !Contains(s, "$index"))
            .SelectMany(s => schema.Validate(Expand(s)))
            .Select(v => $"{item.Id}: script {v}")
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Templates(IReadOnlyList<Step> steps) => steps.SelectMany(step => step switch
    {
        SendStep send => [send.Frame],
        SendManyStep many => [many.Frame],
        SendAllStep all => all.Frames,
        EitherStep either => either.Alternatives.SelectMany(Templates),
        _ => [],
    });

    private static IEnumerable<JsonElement> Scripts(JsonElement template) => template.ValueKind switch
    {
        JsonValueKind.Object when template.TryGetProperty("$script", out JsonElement script) => [script],
        JsonValueKind.Object => template.EnumerateObject().SelectMany(m => Scripts(m.Value)),
        JsonValueKind.Array => template.EnumerateArray().SelectMany(Scripts),
        _ => [],
    };

    private static bool Contains(JsonElement script, string value) => script.GetRawText().Contains($"\"{value}\"", StringComparison.Ordinal);

    private static string Expand(JsonElement script) => $"{{\"steps\":{System.Text.Encoding.UTF8.GetString(TemplateWriter.ToUtf8(script, new ValueScope()))}}}";
}
