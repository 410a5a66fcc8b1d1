using System.Diagnostics.CodeAnalysis;

namespace Ixt.Bench.Ipc;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    internal const string Usage =
        """
        usage: Ixt.Bench.Ipc [--quick | --smoke] [--soak] [--only NAME,...] [--json FILE] [--html FILE] [--doc FILE]

          --quick      the short plan, under two minutes on a quiet machine
          --smoke      no figures: everybody answers a few messages, every byte of them is compared
          --soak       ten million messages more, to see whether they cost what a thousand do
          --only       these contestants and the raw echo
          --json FILE  every pass of every row
          --html FILE  one page with plots, for a browser without a network
          --doc FILE   puts the tables between the markers of a Markdown file
        """;

    internal bool Quick { get; private init; }

    internal bool Smoke { get; private init; }

    internal bool Soak { get; private init; }

    /// <summary>Keys of <see cref="Entries"/>; <see langword="null"/>: everybody.</summary>
    internal IReadOnlyList<string>? Only { get; private init; }

    internal string? JsonPath { get; private init; }

    internal string? HtmlPath { get; private init; }

    internal string? DocPath { get; private init; }

    internal BenchPlan Plan => (Quick ? BenchPlan.Quick : BenchPlan.Full) is var plan && Soak ? plan.WithSoak() : plan;

    internal static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments, [NotNullWhen(false)] out string? problem)
    {
        Arguments result = new();
        arguments = null;
        problem = null;
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--quick": result = result with { Quick = true }; break;
                case "--smoke": result = result with { Smoke = true }; break;
                case "--soak": result = result with { Soak = true }; break;
                case "--only" when value is not null: result = result with { Only = value.Split(',') }; i++; break;
                case "--json" when value is not null: result = result with { JsonPath = value }; i++; break;
                case "--html" when value is not null: result = result with { HtmlPath = value }; i++; break;
                case "--doc" when value is not null: result = result with { DocPath = value }; i++; break;
                default:
                    problem = $"'{args[i]}' is no option, or lacks its value.";
                    return false;
            }
        }

        if (result.Only?.FirstOrDefault(key => Entries.All.All(e => e.Key != key)) is { } unknown)
        {
            problem = $"No contestant '{unknown}'; there are {string.Join(", ", Entries.All.Select(e => e.Key))}.";
            return false;
        }

        arguments = result;
        return true;
    }
}
