using System.Text.RegularExpressions;
using Ixt.Architecture.Tests.Cases;

namespace Ixt.Architecture.Tests.Spec;

/// <summary>§5 says the same thing three times: as a diagram, as a table and as requirements.</summary>
public sealed partial class LifecycleTests
{
    private static readonly IReadOnlyList<string[]> _table = MarkdownTable.After(Protocol.Text, "## 5. Lifecycle");

    private static string[] Frames => [.. _table[0].Skip(1).Select(Bare)];

    private static string[] States => [.. _table.Skip(1).Select(row => row[0])];

    [Fact]
    public void The_states_of_the_diagram_are_those_of_the_table_and_closed()
    {
        string diagram = Protocol.Text.Split("```mermaid")[1].Split("```")[0];
        IEnumerable<string> drawn = Arrow().Matches(diagram).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value });
        Assert.Equal(States.Append("closed").Order(), drawn.Where(s => s != "[*]").Distinct().Order());
    }

    [Fact]
    public void Every_state_of_the_diagram_can_be_reached_and_left()
    {
        string diagram = Protocol.Text.Split("```mermaid")[1].Split("```")[0];
        (string From, string To)[] arrows = [.. Arrow().Matches(diagram).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];
        HashSet<string> reached = ["[*]"];
        while (arrows.Any(a => reached.Contains(a.From) && reached.Add(a.To)))
        {
        }

        Findings.None(States.Append("closed").Where(s => !reached.Contains(s)).Select(s => $"{s} cannot be reached")
            .Concat(States.Append("closed").Where(s => arrows.All(a => a.From != s)).Select(s => $"{s} cannot be left")));
    }

    [Fact]
    public void The_columns_of_the_table_are_the_frames_a_runtime_sends_of_its_own_accord() =>
        Assert.Equal(["cancel", "handle", "health_check", "init", "shutdown"], Frames.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_cell_of_the_table_has_a_case_of_its_name()
    {
        string[] ids = [.. CaseFile.All.Select(c => c.Id)];
        Findings.None(
            from state in States
            from frame in Frames
            let name = $"-{state}-{frame.Replace('_', '-')}"
            where !ids.Any(id => id.EndsWith(name, StringComparison.Ordinal))
            select $"no case is called …{name}");
    }

    [Fact]
    public void A_code_in_a_cell_is_expected_by_the_case_of_its_name()
    {
        List<string> findings = [];
        foreach (string[] row in _table.Skip(1))
        {
            foreach ((string frame, string cell) in Frames.Zip(row.Skip(1)))
            {
                string name = $"-{row[0]}-{frame.Replace('_', '-')}";
                if (cell.StartsWith('`') && !CaseFile.All.Any(c => c.Id.EndsWith(name, StringComparison.Ordinal) && c.ExpectedCodes.Contains(Bare(cell))))
                {
                    findings.Add($"…{name} does not expect {cell}");
                }
            }
        }

        Findings.None(findings);
    }

    private static string Bare(string cell) => cell.Trim('`');

    [GeneratedRegex(@"(\[\*\]|\w+) --> (\[\*\]|\w+)")]
    private static partial Regex Arrow();
}
