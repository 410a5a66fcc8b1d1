using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Text;

/// <summary>What <c>docs/nexus.md</c> says of the C# API is in the reviewed lists of that API, and nothing of it is left out.</summary>
public sealed partial class NexusGuideTests
{
    private const string Page = "docs/nexus.md";
    private const string List = "src/Ixt.Nexus/PublicAPI.Unshipped.txt";

    // Heads of columns that hold our names; the others hold the original's.
    private static readonly HashSet<string> _ours = new(StringComparer.Ordinal) { "C#", "here", "where", "in an interface", "limit", "`NodeIpcErrorCode`", "`NexusKind`", "how long" };

    // Of .NET itself.
    private static readonly HashSet<string> _platform = new(StringComparer.Ordinal)
    {
        "BigInteger", "CancellationToken", "Dictionary", "Dispose", "DisposeAsync", "Guid", "HashSet", "IDisposable", "InfiniteTimeSpan", "InnerException", "OperationCanceledException", "Result", "Task", "TimeSpan",
        "Timeout", "ValueTask",
    };

    // Of a project without a list.
    private const string Process = "src/Ixt.Session/Transport/PeerCredentials.cs";

    // What generated code and other machinery stands on; nobody writes it.
    private static readonly HashSet<string> _machinery = new(StringComparer.Ordinal) { "NexusContract", "NexusContractDispatcher", "NexusContractProxy", "NexusConvert", "NexusNode" };

    private static readonly string _guide = Repository.Text(Page);
    private static readonly string[] _api = Repository.Text(List).Split('\n');

    [Fact]
    public void Every_name_in_a_column_of_ours_is_a_name_of_the_API_or_of_the_examples()
    {
        HashSet<string> known = [.. _api.SelectMany(WordsOf), .. Types().Select(Short), .. Examples().SelectMany(WordsOf), .. WordsOf(Repository.Text(Process)), .. _platform];
        string[] spans = [.. OurSpans()];
        Assert.True(spans.Length > 150);
        Findings.None(
            from span in spans
            from word in WordsOf(Literal().Replace(span, ""))
            where char.IsUpper(word[0]) && !word.StartsWith("E_", StringComparison.Ordinal) && word.Length > 1 && !known.Contains(word)
            select $"{word} in `{span}`");
    }

    [Fact]
    public void Every_member_that_is_named_with_its_type_is_a_member_of_that_type()
    {
        HashSet<string> types = [.. Types()];
        Findings.None(
            from span in AllSpans()
            from Match pair in Pair().Matches(Literal().Replace(span, ""))
            where types.Contains(pair.Groups["type"].Value) && !IsOurs(pair.Groups["type"].Value, pair.Groups["member"].Value)
            select pair.Value);
    }

    [Fact]
    public void Every_argument_that_is_named_is_a_parameter() => Findings.None(
        from span in OurSpans()
        from Match argument in Argument().Matches(Literal().Replace(span, ""))
        let name = argument.Groups["name"].Value
        where !_api.Any(l => Regex.IsMatch(l, $@" {name}(?: = |,|\))"))
        select $"{name}: in `{span}`");

    [Fact]
    public void Every_public_type_is_in_the_guide()
    {
        HashSet<string> named = [.. AllSpans().SelectMany(WordsOf)];
        Findings.None(Types().Distinct().Except(_machinery).Select(Short).Where(t => !named.Contains(t)));
        Findings.None(_machinery.Except(Types()));
    }

    [Theory]
    [InlineData("NexusOptions")]
    [InlineData("NexusDaemonOptions")]
    [InlineData("NexusClientOptions")]
    [InlineData("NexusLimits")]
    [InlineData("NexusStoreOptions")]
    [InlineData("NexusSearch")]
    [InlineData("NexusPolicy")]
    [InlineData("NodeIpcErrorCode")]
    [InlineData("NexusKind")]
    [InlineData("NexusExpects")]
    [InlineData("NexusMatchers")]
    [InlineData("NodeIpcAddress")]
    public void Every_member_of_the_types_that_people_fill_in_is_in_the_guide(string type)
    {
        HashSet<string> named = [.. AllSpans().SelectMany(WordsOf)];
        string[] members = [.. _api.Select(l => Regex.Match(l, $@"^(?:static |const )?Ixt\.Nexus\.{type}\.(?!{type}\b|operator|Equals|Deconstruct)(?<name>\w+)")).Where(m => m.Success).Select(m => m.Groups["name"].Value).Distinct()];
        Assert.NotEmpty(members);
        Findings.None(members.Where(m => m != "MaxPathBytes" && !named.Contains(m)).Select(m => $"{type}.{m}"));
    }

    [Fact]
    public void Every_code_is_in_the_guide_and_the_guide_has_no_other()
    {
        HashSet<string> given = [.. _api.Select(l => Regex.Match(l, "^const .* = \"(?<code>E_[A-Z_]+)\"")).Where(m => m.Success).Select(m => m.Groups["code"].Value)];
        HashSet<string> ipc = [.. Code().Matches(Repository.Text("src/Ixt.Nexus/Errors/NodeIpcException.cs")).Select(m => m.Value)];
        Assert.Equal(7, ipc.Count);
        HashSet<string> named = [.. Code().Matches(_guide).Select(m => m.Value)];
        Findings.None(given.Concat(ipc).Except(named).Select(c => $"{c} is missing"));

        // The paragraph on codes that do not occur names some; an application's own code is an example.
        string absent = _guide.Split('\n').Single(l => l.StartsWith("The codes of bootstrapping", StringComparison.Ordinal));
        Findings.None(named.Except(given).Except(ipc).Except(Code().Matches(absent).Select(m => m.Value)).Except(["E_MY_CODE"]));
        Findings.None(given.Intersect(Code().Matches(absent).Select(m => m.Value)).Select(c => $"{c} does occur"));
    }

    [Fact]
    public void Every_row_says_what_becomes_of_a_name_of_the_original() => Findings.None(
        from table in Tables()
        where table[0][0].StartsWith("TypeScript", StringComparison.Ordinal)
        from row in table.Skip(1)
        where row.Length != table[0].Length || row.Any(c => c.Length == 0)
        select string.Join(" | ", row));

    private static IEnumerable<string> Types() => _api.Select(l => TypeLine().Match(l)).Where(m => m.Success).Select(m => m.Groups["name"].Value);

    // As it is written in brackets.
    private static string Short(string type) => type.EndsWith("Attribute", StringComparison.Ordinal) ? type[..^"Attribute".Length] : type;

    // A type inherits members of another: then that one has them.
    private static bool IsOurs(string type, string member) => _api.Any(l => Regex.IsMatch(l, $@"(?:^|\s)Ixt\.Nexus\.{type}(?:<\w+>)?\.{member}\b"));

    private static IEnumerable<string> Examples() =>
        Repository.Files().Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && (f.StartsWith("examples/nexus-csharp/", StringComparison.Ordinal) || f == "tests/Ixt.Nexus.Typed.Tests/Contracts/ICounter.cs"))
            .Select(Repository.Text);

    private static IEnumerable<string> OurSpans() =>
        from table in Tables()
        from column in Enumerable.Range(0, table[0].Length)
        where _ours.Contains(table[0][column])
        from row in table
        from span in Spans(row[column])
        select span;

    private static IEnumerable<string> AllSpans() => OurSpans().Concat(Prose().SelectMany(Spans));

    private static IEnumerable<string> Prose() => Outside().Where(l => !l.StartsWith('|'));

    // Lines that are not in a fence.
    private static IEnumerable<string> Outside()
    {
        bool inside = false;
        foreach (string line in _guide.Split('\n'))
        {
            bool fence = line.StartsWith("```", StringComparison.Ordinal);
            if (!inside && !fence)
            {
                yield return line;
            }

            inside ^= fence;
        }
    }

    private static IEnumerable<string[][]> Tables()
    {
        List<string[]> rows = [];
        foreach (string line in Outside())
        {
            if (line.StartsWith('|'))
            {
                rows.Add([.. line.Split('|')[1..^1].Select(c => c.Trim())]);
            }
            else if (rows.Count > 0)
            {
                yield return [rows[0], .. rows.Skip(2)];
                rows.Clear();
            }
        }
    }

    // What stands in backticks.
    private static IEnumerable<string> Spans(string text) => text.Split('`').Where((_, i) => i % 2 == 1);

    private static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(m => m.Value);

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?<type>[A-Z]\w+)(?:<\w+>)?\.(?<member>[A-Z]\w+)")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<![\w.])(?<name>[a-z]\w+):(?!\w)")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\bE_[A-Z_]*[A-Z]\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^Ixt\.Nexus\.(?<name>\w+)(?:<\w+>)?$")]
    private static partial Regex TypeLine();
}
