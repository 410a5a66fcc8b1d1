using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Text;

/// <summary>Code that a page quotes is the code of a file that is built.</summary>
public sealed partial class SnippetTests
{
    [Fact]
    public void Every_quoted_file_stands_in_its_page_as_it_is()
    {
        (string Page, Match Quote)[] quotes =
        [
            .. from page in Repository.Files()
               where page.EndsWith(".md", StringComparison.Ordinal)
               from Match quote in Quote().Matches(Repository.Text(page))
               select (page, quote),
        ];

        Assert.NotEmpty(quotes);
        Findings.None(
            from entry in quotes
            let file = entry.Quote.Groups["file"].Value
            where entry.Quote.Groups["code"].Value != Repository.Text(file)
            select $"{entry.Page}: the code is not that of {file}");
    }

    [GeneratedRegex(@"<!-- The code of (?<file>\S+); a test compares\. -->\n```[a-z]+\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Quote();
}
