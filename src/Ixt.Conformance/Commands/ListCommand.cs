using System.CommandLine;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary><c>list</c>: the cases, one per line.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(IAnsiConsole console)
    {
        CommonOptions options = new();
        Command command = new("list", "List the cases.") { options.Case, options.FramingOption, options.Provenance, options.Spec };
        command.SetAction((parsed, cancellationToken) => ExecuteAsync(options.Read(parsed), console, cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(RunRequest request, IAnsiConsole console, CancellationToken cancellationToken)
    {
        CaseSuite suite = await SuiteLoader.LoadAsync(SpecDirectory.Find(request.SpecDirectory), always: false, cancellationToken).ConfigureAwait(false);
        List<ConformanceCase> cases = [.. suite.Cases.Where(c => request.Selection.Includes(c) && c.Framings.Any(request.Selection.Includes))];
        Table table = new Table().Border(TableBorder.Simple).AddColumns("case", "level", "framings", "needs", "requirements", "title");
        foreach (ConformanceCase item in cases)
        {
            table.AddRow(new[]
            {
                item.Path,
                item.Level.ToString().ToUpperInvariant(),
                string.Join(' ', item.Framings).ToLowerInvariant(),
                string.Join(' ', item.Features),
                string.Join(' ', item.Requirements.Select(r => r.Id)),
                item.Title,
            }.Select(Markup.Escape).ToArray());
        }

        console.Write(table);
        console.WriteLine($"{cases.Count} cases, {cases.SelectMany(c => c.Requirements).Distinct().Count()} requirements.");
        return (int)(cases.Count > 0 ? ExitCode.Conformant : ExitCode.NothingRan);
    }
}
