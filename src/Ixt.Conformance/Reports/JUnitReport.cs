using System.Globalization;
using System.Text;
using System.Xml;
using Ixt.Conformance.Reports.Model;

namespace Ixt.Conformance.Reports;

/// <summary>A report as JUnit XML: one suite per implementation, one test per case and framing.</summary>
internal static class JUnitReport
{
    /// <summary>The XML.</summary>
    public static string Render(ReportDocument document)
    {
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "IXT process protocol");
            xml.WriteAttributeString("time", Seconds(document.DurationMs));
            foreach (ReportTestee testee in document.Testees)
            {
                WriteSuite(xml, testee, [.. document.Results.Where(r => r.Testee == testee.Name)], document.Cases.ToDictionary(c => c.Id, StringComparer.Ordinal));
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteSuite(XmlWriter xml, ReportTestee testee, IReadOnlyList<ReportResult> results, Dictionary<string, ReportCase> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", testee.Name);
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(IsFailure)));
        xml.WriteAttributeString("errors", Number(results.Count(r => r.Verdict == "harness-error") + (testee.Status == "no-start" ? 1 : 0)));
        xml.WriteAttributeString("skipped", Number(results.Count(IsSkipped)));
        xml.WriteAttributeString("time", Seconds(results.Sum(r => r.DurationMs)));
        if (testee.Reason is { } reason)
        {
            xml.WriteElementString("system-err", Clean(reason));
        }

        foreach (ReportResult result in results)
        {
            WriteCase(xml, result, cases[result.Case]);
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, ReportResult result, ReportCase item)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{result.Testee}.{item.Area}");
        xml.WriteAttributeString("name", $"{item.Id} ({result.Framing})");
        xml.WriteAttributeString("time", Seconds(result.DurationMs));
        if (IsSkipped(result))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean($"{result.Verdict}: {result.Reason ?? result.Failure?.Got}"));
            xml.WriteEndElement();
        }
        else if (IsFailure(result) || result.Verdict == "harness-error")
        {
            xml.WriteStartElement(result.Verdict == "harness-error" ? "error" : "failure");
            xml.WriteAttributeString("type", result.Verdict);
            xml.WriteAttributeString("message", Clean(result.Failure is { } failure ? $"{failure.Stage}: expected {failure.Expected}, got {failure.Got}" : result.Reason ?? result.Verdict));
            xml.WriteString(Clean(Details(result, item)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Details(ReportResult result, ReportCase item)
    {
        StringBuilder text = new();
        text.AppendLine(item.Title).AppendLine(string.Join(' ', item.Requirements));
        foreach (ReportEntry entry in result.Conversation ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{entry.Ms,9:0.0} ms {entry.Kind,-8} {(entry.Wrong == true ? "✗ " : string.Empty)}{entry.Text}");
        }

        return text.AppendLine(result.Failure?.Hint).AppendLine(result.Repeat).ToString();
    }

    private static bool IsFailure(ReportResult result) => result.Verdict is "fail" or "timeout" or "crash" or "not-testable" or "xpass";

    // A weakness and an expected failure are told, but do not make a build red.
    private static bool IsSkipped(ReportResult result) => result.Verdict is "not-applicable" or "xfail" or "weak";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(long milliseconds) => (milliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    // XML 1.0 has no way to write most control characters, and a testee may have written any.
    private static string Clean(string text) => string.Concat(text.Select(c => c is '\t' or '\n' or '\r' || (c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE') ? c.ToString() : char.IsSurrogate(c) ? "�" : $"\\u{(int)c:x4}"));
}
