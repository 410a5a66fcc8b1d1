using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Text;

/// <summary>What <c>PYTHON_TO_CSHARP.md</c> says in tables, where no block is quoted, is what the files say.</summary>
public sealed partial class GuideTests
{
    private const string Page = "PYTHON_TO_CSHARP.md";
    private const string PythonSdk = "py-reference/ixt_process_module.py";

    private static readonly string _guide = Repository.Text(Page);

    [Theory]
    [InlineData("### Dictionaries")]
    [InlineData("### Lists")]
    [InlineData("### Text and bytes")]
    [InlineData("### Numbers and time")]
    [InlineData("### Errors, classes, threads")]
    public void Every_idiom_is_a_line_of_the_pair_that_runs_it(string heading)
    {
        string python = Repository.Text("examples/porting/idioms/python/module.py");
        string csharp = All("examples/porting/idioms/csharp/", ".cs");
        IReadOnlyList<string[]> rows = MarkdownTable.After(_guide, heading);
        Assert.True(rows.Count > 5);
        Findings.None(
            from row in rows.Skip(1)
            from cell in new[] { (Code: row[0], File: python), (Code: row[1], File: csharp) }
            let spans = Spans(cell.Code).ToArray()
            where spans.Length != 1 || !cell.File.Contains(spans[0], StringComparison.Ordinal)
            select $"{heading}: {cell.Code}");
    }

    [Theory]
    [InlineData(1, "py-reference/", ".py")]
    [InlineData(2, "src/Ixt.", ".cs")]
    [InlineData(3, "js-reference/", ".js")]
    public void Every_name_of_the_API_is_there(int column, string folder, string extension)
    {
        HashSet<string> known = [.. Word().Matches(All(folder, extension)).Select(m => m.Value)];
        Findings.None(
            from row in MarkdownTable.After(_guide, "### Names").Skip(1)
            from span in Spans(row[column])
            from Match word in Word().Matches(span)
            where !known.Contains(word.Value)
            select $"{row[0]}: {word.Value}");
    }

    [Fact]
    public void No_name_of_the_Python_SDK_is_left_out()
    {
        string sdk = Repository.Text(PythonSdk);
        string module = sdk[sdk.IndexOf("class IxtProcessModule:", StringComparison.Ordinal)..sdk.IndexOf("class _Cancelled", StringComparison.Ordinal)];
        AllNamed(1, PythonMethod().Matches(module).Select(m => m.Groups["name"].Value));
    }

    [Fact]
    public void No_name_of_the_C_sharp_SDK_is_left_out() =>
        AllNamed(2, ModuleMember().Matches(Repository.Text("src/Ixt.Sdk/PublicAPI.Unshipped.txt")).Select(m => m.Groups["name"].Value)
            .Except(["MapTopics", "Deconstruct", "Equals", "GetHashCode", "ToString", "Default"]));

    [Theory]
    [InlineData("### Building and publishing")]
    [InlineData("### Starting and ending")]
    [InlineData("### Answers")]
    [InlineData("### Service calls")]
    public void Every_message_that_the_guide_says_the_SDK_prints_is_in_its_source(string heading)
    {
        string source = All("src/", ".cs").Replace("\\\"", "\"", StringComparison.Ordinal);
        Findings.None(
            from row in MarkdownTable.After(_guide, heading).Skip(1)
            where row[1] == "SDK"
            from span in Spans(row[0])
            from part in span.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            where part.Length > 3 && !source.Contains(part, StringComparison.Ordinal)
            select part);
    }

    [Fact]
    public void Every_ratio_was_measured()
    {
        IReadOnlyList<string[]> rows = MarkdownTable.After(_guide, "### Measured");
        Assert.True(rows.Count > 3);
        Findings.None(
            from row in rows.Skip(1)
            from ratio in row[2..]
            where !Number().IsMatch(ratio)
            select $"{row[0]} {row[1]}: {ratio}");
    }

    private static void AllNamed(int column, IEnumerable<string> names)
    {
        HashSet<string> named = [.. MarkdownTable.After(_guide, "### Names").SelectMany(row => Spans(row[column])).SelectMany(span => Word().Matches(span).Select(m => m.Value))];
        string[] all = [.. names.Distinct()];
        Assert.True(all.Length > 10);
        Findings.None(all.Except(named));
    }

    private static string All(string folder, string extension) => string.Join('\n', Repository.Files()
        .Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(extension, StringComparison.Ordinal))
        .Select(Repository.Text));

    // What stands in backticks.
    private static IEnumerable<string> Spans(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1);

    [GeneratedRegex("[A-Za-z_]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[0-9]+(?:\.[0-9]+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^    def (?<name>[a-z]\w*)\(self", RegexOptions.Multiline)]
    private static partial Regex PythonMethod();

    // Of the classes that authors call; a constructor has the name of its class.
    [GeneratedRegex(
        @"^(?:static |virtual |override )?Ixt\.Sdk\.(?<type>IxtProcessModule|KeyValueStore|KvEntry|SendResponse|HealthReport|ExecutionMode|IxtServiceException|StructuredLog|HandleMessageExtensions)\.(?!\k<type>\b|operator)(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex ModuleMember();
}
