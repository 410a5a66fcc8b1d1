using System.Reflection;
using System.Text.RegularExpressions;
using Ixt.Nexus.Generators;
using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>Every diagnostic that the generator has is explained on a page, and what the page shows is so.</summary>
public sealed partial class DiagnosticPageTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Ixt.Nexus;

        """;

    private static readonly string s_pages = Path.Combine(RepositoryRoot.Path, "docs", "diagnostics");

    public static TheoryData<string> Ids() => [.. Descriptors().Keys];

    [Fact]
    public void The_numbers_run_on_without_a_gap() =>
        Assert.Equal(Enumerable.Range(7001, Descriptors().Count).Select(n => $"IXN{n}"), Descriptors().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_its_page(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors()[id];
        string title = descriptor.Title.ToString(null);
        Assert.StartsWith($"# {id}: {title}\n", Page(id), StringComparison.Ordinal);
        Assert.Equal($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.Contains($"| [{id}]({id}.md) | {title} |\n", File.ReadAllText(Path.Combine(s_pages, "README.md")), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | Ixt.Nexus | Error | {title}\n", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "Ixt.Nexus.Generators", "AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_page_of_a_diagnostic_that_is_not() =>
        Assert.Equal(Descriptors().Keys.Order(StringComparer.Ordinal), Directory.GetFiles(s_pages, "IXN*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_the_page_calls_wrong_is_reported_and_what_it_calls_right_is_not(string id)
    {
        string page = Page(id);
        Assert.All(GeneratorRun.Diagnose(Source(page, "Wrong"), out _), d => Assert.StartsWith(id, d, StringComparison.Ordinal));
        Assert.NotEmpty(GeneratorRun.Diagnose(Source(page, "Wrong"), out _));
        Assert.Empty(GeneratorRun.Diagnose(Source(page, "Right"), out string generated));
        Assert.NotEmpty(generated);
    }

    private static IReadOnlyDictionary<string, DiagnosticDescriptor> Descriptors() => typeof(ContractGenerator).Assembly.GetType("Ixt.Nexus.Generators.Diagnostics", throwOnError: true)!
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().ToDictionary(d => d.Id);

    private static string Page(string id) => File.ReadAllText(Path.Combine(s_pages, id + ".md"));

    // A page shows an interface, or members of one.
    private static string Source(string page, string which)
    {
        Match block = Block().Matches(page).Single(m => m.Groups["which"].Value == which);
        string code = block.Groups["code"].Value;
        return Head + (code.Contains("interface", StringComparison.Ordinal) ? code : $"[NexusObject] public interface IShown {{\n{code}}}\n");
    }

    [GeneratedRegex(@"^(?<which>Wrong|Right):\n\n```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
