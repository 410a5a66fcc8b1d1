using Ixt.Conformance.Commands;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>The command as a porter uses it: a folder of their own, two commands, no code of ours.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Script = """
        {
          "title": "A module of somebody's own.",
          "steps": [ { "handle": { "topic": "text" }, "expect": { "success": true, "data": { "text": "hello" } } } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ixt-pair-").FullName;

    public CommandTests() => File.WriteAllText(Path.Combine(_folder, "script.json"), Script);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Zero_when_both_do_the_same_with_a_line_per_step()
    {
        Needs.Node();
        (ExitCode code, string output, _) = await App.CompareAsync(_folder, "--command", Variants.Command("old", "right"), "--command", Variants.Command("new", "member-order"), "--timeout-scale", "6");

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains("✓  1 handle text", output, StringComparison.Ordinal);
        Assert.Contains("old and new do the same (ndjson and length).", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_when_they_part_with_both_sides_and_what_to_do_next()
    {
        Needs.Node();
        (ExitCode code, string output, _) = await App.CompareAsync(Path.Combine(_folder, "script.json"), "--framing", "ndjson", "--command", Variants.Command("old", "right"), "--command", Variants.Command("new", "other-value"), "--timeout-scale", "6");

        Assert.Equal(ExitCode.Failures, code);
        Assert.Contains("✗  1 handle text", output, StringComparison.Ordinal);
        Assert.Contains("next: Make new answer as old does", output, StringComparison.Ordinal);
        Assert.Contains("old and new part in 1 place (ndjson).", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_can_be_compared_with_one_reference()
    {
        Needs.Node();
        (ExitCode code, string output, _) = await App.CompareAsync(_folder, "--framing", "length", "--timeout-scale", "6", "--command", Variants.Command("old", "right"), "--command", Variants.Command("new", "right"), "--command", Variants.Command("newest", "missing-member"));

        Assert.Equal(ExitCode.Failures, code);
        Assert.Contains("newest  nothing (the member is missing)  ←", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("no-such-folder")]
    [InlineData("{folder}/script.json")]
    [InlineData("{folder}", "--command", "a=true")]
    [InlineData("{folder}", "--command", "true", "--command", "false")]
    [InlineData("{folder}", "--command", "a=true", "--command", "a=false")]
    [InlineData("{folder}", "--framing", "morse")]
    [InlineData("{folder}", "--report", "pdf=x")]
    [InlineData("{folder}", "--measure", "-1")]
    [InlineData("{folder}", "--repeat", "0")]
    public async Task Two_when_the_command_line_is_wrong(params string[] args)
    {
        (ExitCode code, _, string error) = await App.CompareAsync([.. args.Select(a => a.Replace("{folder}", _folder, StringComparison.Ordinal))]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Two_when_the_script_is_wrong_with_file_and_place()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "script.json"), """{"title":"x","steps":[{"handle":{"topic":1},"expect":{}}]}""", TestContext.Current.CancellationToken);

        (ExitCode code, _, string error) = await App.CompareAsync(_folder, "--command", "a=true", "--command", "b=true");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"{_folder}/script.json at /steps/0/handle/topic: 1 is not a string.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_when_a_program_is_not_there()
    {
        (ExitCode code, _, string error) = await App.CompareAsync(_folder, "--command", "a=no-such-program-anywhere", "--command", "b=true");

        Assert.Equal(ExitCode.CannotStart, code);
        Assert.Contains("there is no program no-such-program-anywhere", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_when_a_pair_is_not_built_with_the_command_that_builds_it()
    {
        Needs.Python();
        Directory.CreateDirectory(Path.Combine(_folder, "python"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "python", "module.py"), string.Empty, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder, "csharp"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "csharp", "porting-none.csproj"), "<Project />", TestContext.Current.CancellationToken);

        (ExitCode code, _, string error) = await App.CompareAsync(_folder);

        Assert.Equal(ExitCode.CannotStart, code);
        Assert.Contains("Do that first: dotnet build", error, StringComparison.Ordinal);
    }
}
