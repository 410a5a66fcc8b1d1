using Ixt.Snippets;

namespace Ixt.Architecture.Tests.Text;

/// <summary>Code that a page quotes is the code of a file that is built.</summary>
public sealed class SnippetTests
{
    private static readonly SnippetBook _book = new(Repository.Root);

    [Fact]
    public void Every_quote_stands_in_its_page_as_in_its_file()
    {
        Assert.NotEqual(0, _book.Quotes());
        Findings.None(_book.Check().Select(f => f.ToString()));
    }

    [Fact]
    public void The_pages_are_those_of_the_repository() =>
        Assert.Equal(Repository.Files().Where(f => f.EndsWith(".md", StringComparison.Ordinal)), _book.Pages());

    [Fact]
    public void Every_region_of_the_porting_pairs_has_a_name_of_its_own_and_an_end() =>
        Findings.None(
            from file in Repository.Files()
            where file.StartsWith("examples/porting/", StringComparison.Ordinal) && Path.GetExtension(file) is ".py" or ".cs" or ".js" or ".toml"
            from fault in new CodeFile(file, Repository.Text(file)).Faults
            select fault.ToString());
}
