using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Tests.Commands;

namespace Ixt.Conformance.Tests.Reports;

/// <summary>One run with a pass, a failure, a weakness and an absent column, in every format.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private readonly MiniSuite _mini = MiniSuite.Create(
        ("x-right", MiniSuite.Text("x-right", """{"barrier":true}""")),
        ("x-wrong", MiniSuite.Text("x-wrong", """{"send_raw":[{"hex":"00ff3c2f7363726970743e"}],"framed":true},{"expect":{"error":{"code":"</script><b>"}}}""")),
        ("x-weak", MiniSuite.Text("x-weak", """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"mood":"good"}}}""", requirement: "IXT-LIF-019", level: "SHOULD")));

    private ExitCode _code;

    public async ValueTask InitializeAsync()
    {
        string[] reports = [.. ReportRequest.Formats.SelectMany(f => new[] { "--report", $"{f}={PathOf(f)}" })];
        (_code, _, _) = await App.RunAsync(["run", "--spec", _mini.Directory, "--testee", "js-jint", .. reports]);
    }

    public ValueTask DisposeAsync()
    {
        _mini.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_JSON_fits_its_schema_and_counts_right()
    {
        string json = await ReadAsync("json");
        JsonFileSchema schema = await JsonFileSchema.LoadAsync(Path.Combine(Repository.Root, "spec", "schema", "report.schema.json"), TestContext.Current.CancellationToken);
        using JsonDocument report = JsonDocument.Parse(json);

        Assert.Empty(schema.Validate(json));
        Assert.Equal((int)_code, report.RootElement.GetProperty("exit_code").GetInt32());
        JsonElement verdicts = report.RootElement.GetProperty("testees")[0].GetProperty("verdicts");
        Assert.Equal((2, 2, 2), (verdicts.GetProperty("pass").GetInt32(), verdicts.GetProperty("fail").GetInt32(), verdicts.GetProperty("weak").GetInt32()));
        JsonElement failed = report.RootElement.GetProperty("results").EnumerateArray().First(r => r.GetProperty("verdict").GetString() == "fail");
        Assert.Contains(failed.GetProperty("conversation").EnumerateArray(), e => e.TryGetProperty("wrong", out _));
    }

    [Fact]
    public async Task The_schema_refuses_what_is_no_report()
    {
        string json = await ReadAsync("json");
        JsonFileSchema schema = await JsonFileSchema.LoadAsync(Path.Combine(Repository.Root, "spec", "schema", "report.schema.json"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate(json.Replace("\"verdict\":\"pass\"", "\"verdict\":\"perhaps\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(json.Replace("\"report\":1,", string.Empty, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_JUnit_file_is_XML_with_a_test_per_run()
    {
        XElement suite = XElement.Parse(await ReadAsync("junit")).Element("testsuite")!;

        Assert.Equal(("6", "2", "2"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value));
        Assert.Equal(6, suite.Elements("testcase").Count());
        Assert.Contains("expected", suite.Descendants("failure").First().Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Markdown_has_the_matrix_and_what_failed()
    {
        string markdown = await ReadAsync("md");

        Assert.Contains("❌ 4/6", markdown, StringComparison.Ordinal);
        Assert.Contains("x-wrong", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", markdown.Split("```")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_HTML_is_one_file_that_loads_nothing_and_holds_all_conversations()
    {
        string html = await ReadAsync("html");

        Assert.DoesNotMatch(new Regex("(src|href)=\"?(http|//)|@import|url\\(|fetch\\(|/\\*(STYLE|SCRIPT|DATA)\\*/"), html);
        Assert.Equal(2, new Regex("</script>").Count(html));
        string data = new Regex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline).Match(html).Groups[1].Value;
        using JsonDocument report = JsonDocument.Parse(data);
        Assert.All(report.RootElement.GetProperty("results").EnumerateArray(), r => Assert.True(r.GetProperty("conversation").GetArrayLength() > 0));
    }

    private Task<string> ReadAsync(string format) => File.ReadAllTextAsync(PathOf(format), TestContext.Current.CancellationToken);

    private string PathOf(string format) => Path.Combine(_mini.Directory, "out", $"report.{format}");
}
