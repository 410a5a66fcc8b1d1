namespace Ixt.Nexus.Typed.Tests;

public sealed class DiagnosticPageTests
{
    [Theory]
    [InlineData("IXN7001")]
    [InlineData("IXN7002")]
    [InlineData("IXN7003")]
    [InlineData("IXN7004")]
    [InlineData("IXN7005")]
    [InlineData("IXN7006")]
    public void Every_diagnostic_has_its_page(string id)
    {
        string pages = Path.Combine(RepositoryRoot.Path, "docs", "diagnostics");
        Assert.StartsWith("# " + id, File.ReadAllText(Path.Combine(pages, id + ".md")), StringComparison.Ordinal);
        Assert.Contains($"[{id}]({id}.md)", File.ReadAllText(Path.Combine(pages, "README.md")), StringComparison.Ordinal);
        Assert.Contains(id, File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "Ixt.Nexus.Generators", "AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);
    }
}
