using System.Text.Json;
using System.Xml.Linq;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Testees;
using Ixt.Conformance.Tests.Commands;

namespace Ixt.Conformance.Tests.Reports;

/// <summary>A run of every built-in column, whether what it needs is installed or not.</summary>
public sealed class ReportColumnsTests
{
    [Fact]
    public async Task Every_column_stands_in_every_report_in_the_order_of_the_catalog()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", """{"barrier":true}""")));
        string PathOf(string format) => Path.Combine(mini.Directory, $"report.{format}");
        Task<string> ReadAsync(string format) => File.ReadAllTextAsync(PathOf(format), TestContext.Current.CancellationToken);

        (_, string output, _) = await App.RunAsync(
            ["run", "--spec", mini.Directory, "--report", $"json={PathOf("json")}", "--report", $"md={PathOf("md")}", "--report", $"junit={PathOf("junit")}", "--report", $"html={PathOf("html")}"]);

        using JsonDocument report = JsonDocument.Parse(await ReadAsync("json"));
        Assert.Equal(TesteeCatalog.BuiltIn, report.RootElement.GetProperty("testees").EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Contains($"| area | requirements | {string.Join(" | ", TesteeCatalog.BuiltIn)} |", await ReadAsync("md"), StringComparison.Ordinal);
        Assert.Matches($@"area +requirements +{string.Join(" +", TesteeCatalog.BuiltIn)}", output);
        Assert.Equal(TesteeCatalog.BuiltIn, XElement.Parse(await ReadAsync("junit")).Elements("testsuite").Select(s => s.Attribute("name")!.Value));
        string html = await ReadAsync("html");
        Assert.All(TesteeCatalog.BuiltIn, name => Assert.Contains($"\"name\":\"{name}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_matrix_of_the_real_suite_fits_a_terminal_of_eighty_columns()
    {
        // One column as wide as it can get: three digits on either side of the stroke.
        using MiniSuite mini = MiniSuite.Create([.. Enumerable.Range(0, 50).Select(i => ($"x-c{i}", MiniSuite.Text($"x-c{i}")))]);
        CaseSuite real = await SuiteLoader.LoadAsync(SpecDirectory.Find(Path.Combine(Repository.Root, "spec")), always: false, TestContext.Current.CancellationToken);

        (_, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint");

        Assert.Contains("100/100", output, StringComparison.Ordinal);
        string header = output.Split('\n').First(l => l.Contains("requirements", StringComparison.Ordinal)).TrimEnd();
        int areas = 1 + real.Areas.Max(a => $"{a}  {real.TitleOf(a)}".Length) + 2;
        int oneColumn = header.Length - header.IndexOf("requirements", StringComparison.Ordinal);
        int others = (TesteeCatalog.BuiltIn.Count - 1) * (2 + "100/100".Length);
        Assert.InRange(areas + oneColumn + others, 1, 79);
    }
}
