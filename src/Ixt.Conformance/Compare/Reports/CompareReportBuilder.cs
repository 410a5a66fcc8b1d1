using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.Conformance.Compare.Measuring;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Verdict;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare.Reports;

/// <summary>Turns comparisons into a report.</summary>
internal static class CompareReportBuilder
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What came of one script.</summary>
    public static ScriptReport Script(string name, IReadOnlyList<ModuleCommand> implementations, IReadOnlyList<Comparison> framings, Measurement? measured) => new(
        name,
        framings[0].Script.Title,
        framings.All(f => f.Same),
        [.. implementations.Select(i => new ImplementationReport(i.Name, CommandLine.Join(i.Command)))],
        [.. framings.Select(Framing)],
        measured);

    private static FramingReport Framing(Comparison comparison) => new(
        comparison.Framing.ToString().ToLowerInvariant(),
        comparison.Same,
        [.. comparison.Rows.Select((row, i) => Row(comparison, row, i))],
        [.. comparison.Performances.Select(p => (IReadOnlyList<LineReport>)[.. p.Conversation.Select(e => new LineReport(Math.Round(e.At.TotalMilliseconds, 2), e.Kind.ToString().ToLowerInvariant(), e.Text))])]);

    private static RowReport Row(Comparison comparison, ComparedRow row, int index) => new(
        row.Number,
        row.Title,
        index < comparison.Script.Steps.Count ? comparison.Script.Steps[index].Note : null,
        row.Differences.Count > 0 ? "different" : row.Reached ? "same" : "not-reached",
        Did(comparison, row, index),
        row.Differences);

    private static IReadOnlyList<string> Did(Comparison comparison, ComparedRow row, int index)
    {
        IReadOnlyList<string> did = index < comparison.Script.Steps.Count
            ? [.. comparison.Performances.Select(p => string.Join("\n\n", p.Answers.Where(a => a.Key.Step == index).OrderBy(a => a.Key.Part).Select(a => Show(a.Value))))]
            : row.Title switch
            {
                Judge.CallsRow => [.. comparison.Performances.Select(p => string.Join('\n', p.Calls.Select(c => Matching.JsonText.Shorten(c.Call, limit: 400))))],
                Judge.LogRow => [.. comparison.Performances.Select(p => string.Join('\n', comparison.Script.Log!.Of(p.Stderr)))],
                Judge.ExitRow => [.. comparison.Performances.Select(p => p.Exit?.ToString(CultureInfo.InvariantCulture) ?? string.Empty)],
                _ => [],
            };
        return did.All(d => d.Length == 0) ? [] : did;
    }

    private static string Show(JsonElement answer) => JsonSerializer.Serialize(answer, _readable);
}
