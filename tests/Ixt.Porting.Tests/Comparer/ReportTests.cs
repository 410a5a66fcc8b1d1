using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Commands;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>Reports hold both sides and the figures, and the page needs nothing but itself.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ixt-report-").FullName;
    private string _output = string.Empty;

    public ReportTests() => File.WriteAllText(Path.Combine(_folder, "script.json"), """
        {
          "title": "Says </script> & hello.",
          "stderr": true,
          "steps": [
            { "handle": { "topic": "text" }, "expect": { "success": true }, "note": "The only one." },
            { "handle": { "topic": "calls" }, "expect": { "success": true } }
          ]
        }
        """);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_as_json_holds_the_steps_and_both_sides()
    {
        JsonElement script = (await RunAsync("other-value", ExitCode.Failures, "--framing", "both")).GetProperty("scripts")[0];

        Assert.False(script.GetProperty("same").GetBoolean());
        Assert.Equal(["old", "new"], script.GetProperty("implementations").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
        Assert.Equal(["ndjson", "length"], script.GetProperty("framings").EnumerateArray().Select(f => f.GetProperty("framing").GetString()));
        JsonElement[] rows = [.. script.GetProperty("framings")[0].GetProperty("rows").EnumerateArray()];
        Assert.Equal(["init", "handle text", "handle calls", "shutdown", "service calls", "log lines", "frames", "exit code"], rows.Select(r => r.GetProperty("title").GetString()));
        Assert.Equal("different", rows[1].GetProperty("verdict").GetString());
        Assert.Equal("The only one.", rows[1].GetProperty("note").GetString());
        Assert.Equal("/data/items/2", rows[1].GetProperty("differences")[0].GetProperty("pointer").GetString());
        Assert.Contains("4", rows[1].GetProperty("did")[1].GetString(), StringComparison.Ordinal);
        Assert.Contains("kv", rows[4].GetProperty("did")[0].GetString(), StringComparison.Ordinal);
        Assert.False(script.TryGetProperty("measured", out _));
        Assert.Equal(2, script.GetProperty("framings")[0].GetProperty("conversations").GetArrayLength());
    }

    [Fact]
    public async Task Figures_are_printed_and_reported_when_asked_for()
    {
        JsonElement script = (await RunAsync("right", ExitCode.Conformant, "--framing", "length", "--measure", "2", "--repeat", "3")).GetProperty("scripts")[0];

        JsonElement measured = script.GetProperty("measured");
        Assert.Equal(2, measured.GetProperty("rounds").GetInt32());
        Assert.Equal(2, measured.GetProperty("messages").GetInt32());
        Assert.Equal(2, measured.GetProperty("figures").GetArrayLength());
        Assert.All(measured.GetProperty("figures").EnumerateArray(), f => Assert.All(f.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number), m => Assert.True(m.Value.GetDouble() > 0, m.Name)));
        Assert.Contains("old : new", _output, StringComparison.Ordinal);
        Assert.Contains("2 processes each, in turns", _output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_get_to_the_end_is_not_measured()
    {
        JsonElement report = await RunAsync("crash-at-start", ExitCode.Failures, "--framing", "length", "--measure", "1");

        Assert.False(report.GetProperty("scripts")[0].TryGetProperty("measured", out _));
        Assert.Contains("not measured, since not all got to the end", _output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_one_file_with_its_data_inside()
    {
        JsonElement report = await RunAsync("other-value", ExitCode.Failures, "--framing", "length");
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "out", "report.html"), TestContext.Current.CancellationToken);

        Assert.DoesNotMatch(Loading(), page);
        Match data = Data().Match(page);
        Assert.Equal(report.GetProperty("scripts")[0].GetProperty("title").GetString(), JsonDocument.Parse(data.Groups["json"].Value).RootElement.GetProperty("scripts")[0].GetProperty("title").GetString());
        Assert.DoesNotContain("/*STYLE*/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/*SCRIPT*/", page, StringComparison.Ordinal);
    }

    private async Task<JsonElement> RunAsync(string variant, ExitCode expected, params string[] more)
    {
        Needs.Node();
        string json = Path.Combine(_folder, "out", "report.json");
        (ExitCode code, _output, string error) = await App.CompareAsync([
            _folder, "--command", Variants.Command("old", "right"), "--command", Variants.Command("new", variant), "--timeout-scale", "6",
            "--report", $"json={json}", "--report", $"html={Path.Combine(_folder, "out", "report.html")}", .. more]);

        Assert.True(code == expected, $"{_output}{error}");
        return JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken)).RootElement;
    }

    [GeneratedRegex("""(?:src|href)=["'](?!#)|@import|url\(|https?://""")]
    private static partial Regex Loading();

    [GeneratedRegex("""<script type="application/json" id="data">(?<json>.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
