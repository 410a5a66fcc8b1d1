using System.Globalization;
using System.Text;
using Ixt.Conformance.Reports.Model;

namespace Ixt.Conformance.Reports;

/// <summary>A report as Markdown, for a job summary: the matrix, then what failed.</summary>
internal static class MarkdownReport
{
    private const int MaxFailures = 50;

    /// <summary>The Markdown.</summary>
    public static string Render(ReportDocument document)
    {
        StringBuilder text = new();
        text.AppendLine("# IXT process protocol: conformance").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Specification {document.Suite.SpecVersion}, {document.Cases.Count} cases, {document.Results.Count(WasRun)} runs in {document.DurationMs / 1000.0:0.0} s; exit code {document.ExitCode}.").AppendLine();
        Matrix(document, text);
        foreach (ReportTestee testee in document.Testees)
        {
            string who = testee.Implementation is { } i ? $"{i.Name} {i.Version}, {i.Language} on {i.Platform}" : testee.Reason ?? testee.Command ?? string.Empty;
            text.AppendLine(CultureInfo.InvariantCulture, $"- **{Escape(testee.Name)}**: {Escape(who)}{(testee.Remark is { } remark ? $" ({Escape(remark)})" : string.Empty)}");
        }

        Failures(document, text);
        return text.ToString();
    }

    private static void Matrix(ReportDocument document, StringBuilder text)
    {
        text.Append("| area | requirements |").AppendJoin("|", document.Testees.Select(t => $" {Escape(t.Name)} ")).AppendLine("|");
        text.Append("|---|--:|").AppendJoin("|", document.Testees.Select(_ => "--:")).AppendLine("|");
        foreach (ReportArea area in document.Areas)
        {
            List<ReportCase> cases = [.. document.Cases.Where(c => c.Area == area.Id)];
            HashSet<string> ids = [.. cases.Select(c => c.Id)];
            text.Append(CultureInfo.InvariantCulture, $"| {Escape($"{area.Id}: {area.Title}")} | {cases.SelectMany(c => c.Requirements).Distinct().Count()} |");
            text.AppendJoin("|", document.Testees.Select(t => $" {Cell(t, [.. document.Results.Where(r => r.Testee == t.Name && ids.Contains(r.Case))])} ")).AppendLine("|");
        }

        text.Append(CultureInfo.InvariantCulture, $"| **all** | {document.Requirements.Count} |");
        text.AppendJoin("|", document.Testees.Select(t => $" {Cell(t, [.. document.Results.Where(r => r.Testee == t.Name)])} ")).AppendLine("|").AppendLine();
    }

    private static string Cell(ReportTestee testee, IReadOnlyList<ReportResult> results)
    {
        if (testee.Status != "ran")
        {
            return testee.Status == "absent" ? "absent" : "❌ no start";
        }

        int run = results.Count(r => r.Verdict != "not-applicable");
        int passed = results.Count(r => r.Verdict is "pass" or "weak" or "xfail");
        string mark = run == 0 ? "➖" : passed < run ? "❌" : results.Any(r => r.Verdict is "weak" or "xfail") ? "⚠️" : "✅";
        return string.Create(CultureInfo.InvariantCulture, $"{mark} {passed}/{run}");
    }

    private static void Failures(ReportDocument document, StringBuilder text)
    {
        Dictionary<string, ReportCase> cases = document.Cases.ToDictionary(c => c.Id, StringComparer.Ordinal);
        List<ReportResult> red = [.. document.Results.Where(r => r.Verdict is "fail" or "timeout" or "crash" or "not-testable" or "harness-error" or "xpass")];
        if (red.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine("## What failed").AppendLine();
        foreach (ReportResult result in red.Take(MaxFailures))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<details><summary>{Html(result.Testee)} · {Html(result.Case)} · {result.Framing} · {result.Verdict}</summary>").AppendLine();
            text.AppendLine(Escape(cases[result.Case].Title)).AppendLine();
            if (result.Failure is { } failure)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {Escape(failure.Stage)}{(failure.Pointer is { Length: > 0 } p ? $", at `{p}`" : string.Empty)}");
                text.AppendLine(CultureInfo.InvariantCulture, $"- expected: {Escape(failure.Expected)}").AppendLine(CultureInfo.InvariantCulture, $"- got: {Escape(failure.Got)}");
                if (failure.Hint is { } hint)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"- hint: {Escape(hint)}");
                }
            }

            text.AppendLine().AppendLine("```text");
            foreach (ReportEntry entry in result.Conversation ?? [])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{entry.Ms,9:0.0} {entry.Kind,-8} {(entry.Wrong == true ? "✗ " : string.Empty)}{entry.Text.Replace("```", "` ` `", StringComparison.Ordinal)}");
            }

            text.AppendLine(result.Repeat).AppendLine("```").AppendLine("</details>").AppendLine();
        }

        if (red.Count > MaxFailures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"… and {red.Count - MaxFailures} more.");
        }
    }

    private static bool WasRun(ReportResult result) => result.Verdict is not ("not-applicable" or "not-testable");

    private static string Escape(string text) => Html(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
