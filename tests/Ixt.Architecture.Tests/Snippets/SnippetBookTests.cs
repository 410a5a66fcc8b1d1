using Ixt.Snippets;

namespace Ixt.Architecture.Tests.Snippets;

public sealed class SnippetBookTests : IDisposable
{
    private const string Guide = "PYTHON_TO_CSHARP.md";
    private readonly string _root = Directory.CreateTempSubdirectory("snippets").FullName;

    public SnippetBookTests()
    {
        Put("Ixt.slnx", "");
        Put("src/a.py", "# region one\nx = 1\n# endregion\ny = 2\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Nothing_is_wrong_with_quotes_that_are_right()
    {
        Put("docs/page.md", $"{Region("one")}\n```python\nx = 1\n```\n{Whole()}\n```python\nx = 1\ny = 2\n```\n");
        SnippetBook book = new(_root);
        Assert.Equal(2, book.Quotes());
        Assert.Empty(book.Check());
        Assert.Empty(book.Write());
    }

    [Theory]
    [InlineData("x = 3\n", "page.md:3: region one of src/a.py: \"x = 3\" here, \"x = 1\" there")]
    [InlineData("", "page.md:3: region one of src/a.py: the end here, \"x = 1\" there")]
    [InlineData("x = 1\nz\n", "page.md:4: region one of src/a.py: \"z\" here, the end there")]
    [InlineData(" x = 1\n", "page.md:3: region one of src/a.py: \" x = 1\" here, \"x = 1\" there")]
    public void A_quote_that_differs_is_told_with_its_line_and_can_be_filled(string quoted, string finding)
    {
        Put("page.md", $"{Region("one")}\n```python\n{quoted}```\nMore.\n");
        SnippetBook book = new(_root);
        Finding difference = Assert.Single(book.Check());
        Assert.Equal(finding, difference.ToString());
        Assert.True(difference.IsDifference);

        Assert.Equal(["page.md"], book.Write());
        Assert.Empty(book.Check());
        Assert.Equal($"{Region("one")}\n```python\nx = 1\n```\nMore.\n", File.ReadAllText(Path.Combine(_root, "page.md")));
    }

    [Theory]
    [InlineData("<!-- The code of src/b.py; a test compares. -->\n```python\n```\n", "page.md:1: there is no file src/b.py")]
    [InlineData("<!-- The region two of src/a.py; a test compares. -->\n```python\n```\n", "page.md:1: src/a.py has no region two")]
    [InlineData("<!-- The region one of src/a.py; a test compares. -->\n\n```python\n```\n", "page.md:1: no fenced block follows the marker")]
    [InlineData("<!-- The region one of src/a.py; a test compares. -->", "page.md:1: no fenced block follows the marker")]
    [InlineData("<!-- The region one of src/a.py; a test compares. -->\n```python\nx = 1\n", "page.md:1: the block has no end")]
    [InlineData("<!-- The region of src/a.py; a test compares. -->\n```python\n```\n", "page.md:1: neither \"The code of FILE\" nor \"The region NAME of FILE\": <!-- The region of src/a.py; a test compares. -->")]
    [InlineData("<!-- The code of src/a.py: a test compares -->\n```python\n```\n", "page.md:1: neither \"The code of FILE\" nor \"The region NAME of FILE\": <!-- The code of src/a.py: a test compares -->")]
    public void A_block_that_cannot_be_filled_is_told_and_left_alone(string page, string finding)
    {
        Put("page.md", page);
        SnippetBook book = new(_root);
        Finding fault = Assert.Single(book.Check());
        Assert.Equal(finding, fault.ToString());
        Assert.False(fault.IsDifference);
        Assert.Empty(book.Write());
    }

    [Theory]
    [InlineData("# region one\nx\n", "src/a.py:1: the region one has no end")]
    [InlineData("# region one\n```\n# endregion\n", "page.md:1: src/a.py holds a fence of its own")]
    public void A_file_that_cannot_be_quoted_is_told(string file, string finding)
    {
        Put("src/a.py", file);
        Put("page.md", $"{Region("one")}\n```python\n```\n");
        Assert.Equal([finding], new SnippetBook(_root).Check().Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("python")]
    [InlineData("csharp")]
    [InlineData("js")]
    [InlineData("toml")]
    [InlineData("json")]
    public void In_a_guide_all_code_is_quoted(string language)
    {
        string page = $"Text.\n\n```{language}\ncode\n```\n";
        Put(Guide, page);
        Put("other.md", page);
        Assert.Equal(
            [$"{Guide}:3: code in {language} that no file holds: a block of this page is quoted by a marker above its fence, or is sh or text"],
            new SnippetBook(_root).Check().Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("text")]
    [InlineData("")]
    public void In_a_guide_commands_are_free(string language)
    {
        Put(Guide, $"```{language}\nls\n```\n");
        Assert.Empty(new SnippetBook(_root).Check());
    }

    [Fact]
    public void What_stands_in_a_block_is_no_marker()
    {
        Put("page.md", $"````text\n{Region("none")}\n```python\n```\n````\n");
        Assert.Empty(new SnippetBook(_root).Check());
    }

    [Fact]
    public void Pages_that_are_made_are_no_pages()
    {
        Put("a/page.md", "");
        Put("artifacts/page.md", "");
        Put("a/node_modules/page.md", "");
        Assert.Equal(["a/page.md"], new SnippetBook(_root).Pages());
    }

    [Fact]
    public void The_root_is_found_from_below()
    {
        Assert.Equal(_root, SnippetBook.FindRoot(Path.Combine(_root, "src")));
        Assert.Null(SnippetBook.FindRoot(Path.GetPathRoot(_root)!));
    }

    private static string Region(string name) => $"<!-- The region {name} of src/a.py; a test compares. -->";

    private static string Whole() => "<!-- The code of src/a.py; a test compares. -->";

    private void Put(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
