using System.Text.Json.Nodes;
using NJsonSchema;

namespace Ixt.Architecture.Tests.Cases;

public sealed class CaseFileTests
{
    // What a script step needs of a testee.
    private static readonly IReadOnlyDictionary<string, string> _needs = new Dictionary<string, string>
    {
        ["wait"] = "concurrent",
        ["open"] = "concurrent",
        ["turn"] = "concurrent",
        ["wait_cancel"] = "cancel",
    };

    [Fact]
    public async Task Every_case_is_valid()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("spec/schema/case.schema.json"), TestContext.Current.CancellationToken);
        Findings.None(CaseFile.All.SelectMany(c => schema.Validate(c.Text).Select(e => $"{c.Path}: {e}")));
    }

    [Fact]
    public async Task Every_script_in_a_case_is_valid()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("spec/schema/script.schema.json"), TestContext.Current.CancellationToken);
        Findings.None(CaseFile.All.SelectMany(c => c.Scripts.Select(s => (Case: c, Text: new JsonObject { ["steps"] = s.DeepClone() }.ToJsonString())))
            .SelectMany(s => schema.Validate(s.Text).Select(e => $"{s.Case.Path}: {s.Text}: {e}")));
    }

    [Fact]
    public void Every_file_has_the_name_of_its_case() =>
        Findings.None(CaseFile.All.Where(c => Path.GetFileNameWithoutExtension(c.Path) != c.Id).Select(c => $"{c.Path} holds {c.Id}"));

    [Fact]
    public void Every_file_is_in_the_folder_of_its_first_requirement() =>
        Findings.None(CaseFile.All.Where(c => Path.GetDirectoryName(c.Path) != $"spec/cases/{Area(c)}" || !c.Id.StartsWith($"{Area(c)}-", StringComparison.Ordinal))
            .Select(c => $"{c.Path} belongs to {Area(c)}"));

    [Fact]
    public void Every_file_below_the_cases_is_a_case_or_one_of_three() =>
        Findings.None(Repository.Files().Where(f => f.StartsWith("spec/cases/", StringComparison.Ordinal))
            .Except(CaseFile.All.Select(c => c.Path))
            .Except(["spec/cases/README.md", "spec/cases/exclusions.json", "spec/cases/ids.lock"]));

    [Fact]
    public void Every_title_is_a_sentence() =>
        Findings.None(CaseFile.All.Where(c => !char.IsUpper(c.Title[0]) && !char.IsDigit(c.Title[0]) && !c.Title.StartsWith("health_check", StringComparison.Ordinal) && !c.Title.StartsWith("kv.", StringComparison.Ordinal)
            || !c.Title.EndsWith('.') || !c.Title.Contains(' ')).Select(c => $"{c.Id}: {c.Title}"));

    [Fact]
    public void No_title_stands_twice() =>
        Findings.None(CaseFile.All.GroupBy(c => c.Title).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(c => c.Id))}"));

    [Fact]
    public void Every_case_asks_for_the_features_that_its_scripts_use() =>
        Findings.None(
            from c in CaseFile.All
            from step in c.Scripts.SelectMany(s => s).OfType<JsonObject>()
            where _needs.TryGetValue((string?)step["do"] ?? string.Empty, out string? need) && !c.Features.Contains(need)
            where !IsBehindAHandlerThatIsHeld(c, step)
            select $"{c.Id}: {(string)step["do"]!} needs {_needs[(string)step["do"]!]}");

    [Fact]
    public void A_case_that_ends_the_testee_itself_says_with_which_code() =>
        Findings.None(CaseFile.All.Where(c => !c.EndsOrderly && JsonWalk.Members(c.Json["steps"]).All(m => m.Name != "expect_exit")).Select(c => c.Id));

    [Fact]
    public void No_case_expects_an_exit_and_an_orderly_end() =>
        Findings.None(CaseFile.All.Where(c => c.EndsOrderly && JsonWalk.Members(c.Json["steps"]).Any(m => m.Name == "expect_exit")).Select(c => c.Id));

    [Fact]
    public void Every_file_is_indented_by_two_and_ends_with_a_line_break() =>
        Findings.None(CaseFile.All.Where(c => !c.Text.StartsWith("{\n  \"id\": ", StringComparison.Ordinal) || !c.Text.EndsWith("\n}\n", StringComparison.Ordinal) || c.Text.Contains('\t') || c.Text.Contains('\r')).Select(c => c.Path));

    // Whatever handles one message at a time never comes to it, and for the others it is a handler that never ends.
    private static bool IsBehindAHandlerThatIsHeld(CaseFile c, JsonObject step)
    {
        JsonObject[] steps = [.. c.Scripts.SelectMany(s => s).OfType<JsonObject>()];
        return (string?)step["do"] == "wait"
            && steps.All(s => (string?)s["do"] != "open")
            && steps.TakeWhile(s => s != step).Any(s => (string?)s["do"] == "kv_get");
    }

    private static string Area(CaseFile c) => c.Requirements[0][4..7].ToLowerInvariant();
}
