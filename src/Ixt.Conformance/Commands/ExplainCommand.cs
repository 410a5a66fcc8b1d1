using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary><c>explain CASE</c>: what a case demands, in words.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        CommonOptions options = new();
        Argument<string> glob = new("case") { Description = "The id of a case, or a pattern." };
        Command command = new("explain", "Say what a case demands and what would fail it.") { glob, options.Spec };
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(parsed.GetValue(options.Spec), parsed.GetValue(glob)!, console, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(string? specDirectory, string glob, IAnsiConsole console, CancellationToken cancellationToken)
    {
        CaseSuite suite = await SuiteLoader.LoadAsync(SpecDirectory.Find(specDirectory), always: false, cancellationToken).ConfigureAwait(false);
        CaseGlob wanted = new(glob);
        List<ConformanceCase> cases = [.. suite.Cases.Where(wanted.Matches)];
        if (cases.Count == 0)
        {
            throw new FormatException($"There is no case {glob}; list shows all.");
        }

        foreach (ConformanceCase item in cases)
        {
            Explain(item, console, ProgramName.Of(suite.Spec));
        }

        return (int)ExitCode.Conformant;
    }

    private static void Explain(ConformanceCase item, IAnsiConsole console, string program)
    {
        console.WriteLine(item.Path, new Style(decoration: Decoration.Bold));
        console.WriteLine(item.Title);
        console.WriteLine();
        foreach (Requirement requirement in item.Requirements)
        {
            console.WriteLine($"{requirement.Id} ({requirement.Role}, {requirement.Provenance}), {requirement.Section}");
            console.WriteLine($"  {requirement.Sentence}");
        }

        console.WriteLine();
        console.WriteLine($"Level {item.Level.ToString().ToUpperInvariant()}; framings {string.Join(" and ", item.Framings).ToLowerInvariant()}{(item.Features.Count > 0 ? $"; only for modules that declare {string.Join(", ", item.Features)}" : string.Empty)}{(item.NeedsConformanceModule is { } need ? $"; only for the conformance module: {need}" : "; for any module")}.");
        foreach ((string name, string? value) in item.Environment)
        {
            console.WriteLine(value is null ? $"The module is started without {name}." : $"The module is started with {name}={value}.");
        }

        console.WriteLine();
        PrintSteps(item, console);
        console.WriteLine();
        console.WriteLine(FailsWhen(item));
        console.WriteLine($"Watch it: {program} trace {item.Id}");
        console.WriteLine();
    }

    private static void PrintSteps(ConformanceCase item, IAnsiConsole console)
    {
        if (!item.Connects)
        {
            console.WriteLine("  first   the module is started and is not expected to connect");
        }
        else
        {
            console.WriteLine(item.Init is { } init
                ? $"  first   the module connects; the runtime sends init{(init.Config is { } config ? $" with config {config.GetRawText()}" : string.Empty)}{(init.Protocol is { } offer ? $" offering {offer.GetRawText()}" : string.Empty)}, which is answered with success"
                : "  first   the module connects; nothing is sent yet");
        }

        PrintSteps(item.Steps, console, "  ");
        if (item.End == CaseEnd.Shutdown && item.Connects)
        {
            console.WriteLine("  last    a health_check is answered {\"healthy\":true}; a shutdown is answered with success; the module closes and exits with code 0");
        }
    }

    private static void PrintSteps(IReadOnlyList<Step> steps, IAnsiConsole console, string indent)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            console.WriteLine($"{indent}{i + 1,-7} {StepText.Describe(steps[i])}{(steps[i].Note is { } note ? $"  ({note})" : string.Empty)}");
            if (steps[i] is EitherStep either)
            {
                for (int a = 0; a < either.Alternatives.Count; a++)
                {
                    console.WriteLine($"{indent}        {(a == 0 ? "either" : "or")}");
                    PrintSteps(either.Alternatives[a], console, $"{indent}          ");
                }
            }
        }
    }

    private static string FailsWhen(ConformanceCase item) => item.Level == RequirementLevel.Must
        ? "It fails when a frame differs from what a step expects, when any other frame comes, when nothing comes in time, when the process ends by itself, or when any frame of the module does not fit protocol.schema.json."
        : "A difference is reported as weak, which is not a failure; a crash, a silence or a frame that does not fit protocol.schema.json is one.";
}
