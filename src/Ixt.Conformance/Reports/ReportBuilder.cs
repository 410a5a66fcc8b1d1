using System.Reflection;
using System.Security.Cryptography;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Reports.Model;

namespace Ixt.Conformance.Reports;

/// <summary>Turns what came of a run into a report.</summary>
internal static class ReportBuilder
{
    /// <summary>The report.</summary>
    /// <param name="outcome">What came of the run.</param>
    /// <param name="allConversations">Whether those of runs that passed are kept, too.</param>
    public static ReportDocument Build(RunOutcome outcome, bool allConversations)
    {
        List<ConformanceCase> cases = [.. outcome.Results.Select(r => r.Case).DistinctBy(c => c.Id, StringComparer.Ordinal)];
        HashSet<string> cited = [.. cases.SelectMany(c => c.Requirements).Select(r => r.Id)];
        string program = ProgramName.Of(outcome.Suite.Spec);
        return new ReportDocument
        {
            Suite = Describe(outcome.Suite),
            Started = outcome.Started,
            DurationMs = (long)outcome.Duration.TotalMilliseconds,
            ExitCode = (int)outcome.ExitCode,
            Options = new ReportOptions
            {
                Jobs = outcome.Request.Jobs,
                TimeoutScale = outcome.Request.TimeoutScale,
                Seed = outcome.Request.Seed,
                Cases = [.. outcome.Request.Selection.Globs.Select(g => g.Pattern)],
                Framings = [.. outcome.Request.Selection.Framings.Select(Name)],
                Provenance = outcome.Request.Selection.Provenance,
            },
            Testees = [.. outcome.Columns.Select(c => Describe(c, outcome.Results))],
            Areas = [.. cases.Select(c => c.Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(a => new ReportArea(a, outcome.Suite.TitleOf(a)))],
            Requirements = [.. outcome.Suite.Requirements.All.Where(r => cited.Contains(r.Id)).Select(r => new ReportRequirement(r.Id, r.Role, r.Provenance, Name(r.Level), r.Sentence))],
            Cases = [.. cases.Select(c => new ReportCase(c.Id, c.Area, c.Title, Name(c.Level), [.. c.Requirements.Select(r => r.Id)], c.Features))],
            Results = [.. outcome.Results.Select(r => Describe(r, program, allConversations))],
            StaleExpectations = outcome.StaleExpectations,
        };
    }

    /// <summary>The version of this program.</summary>
    public static string RunnerVersion =>
        typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    private static ReportSuite Describe(CaseSuite suite)
    {
        string schema = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(suite.Spec.Schema("protocol.schema.json"))));
        using IncrementalHash cases = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ConformanceCase item in suite.Cases.OrderBy(c => c.Path, StringComparer.Ordinal))
        {
            cases.AppendData(File.ReadAllBytes(Path.Combine(suite.Spec.Root, "cases", item.Area, $"{item.Id}.json")));
        }

        return new ReportSuite(CaseSuite.SpecVersion, RunnerVersion, schema, Convert.ToHexStringLower(cases.GetHashAndReset()), suite.Cases.Count);
    }

    private static ReportTestee Describe(Column column, IReadOnlyList<RunResult> results) => new()
    {
        Name = column.Name,
        Status = column.Missing is null ? "ran" : column.DoesNotStart ? "no-start" : "absent",
        Reason = column.Missing,
        Command = column.Testee?.Description,
        Implementation = column.Implementation is { } i ? new ReportImplementation(i.Name, i.Version, i.Language, i.Platform, i.Spec) : null,
        Features = column.Features is { } features ? [.. features.Order(StringComparer.Ordinal)] : null,
        Remark = column.Remark,
        Verdicts = results.Where(r => r.Testee == column.Name).GroupBy(r => r.Verdict).OrderBy(g => g.Key).ToDictionary(g => g.Key.Name(), g => g.Count(), StringComparer.Ordinal),
    };

    private static ReportResult Describe(RunResult result, string program, bool allConversations) => new()
    {
        Testee = result.Testee,
        Case = result.Case.Id,
        Framing = Name(result.Framing),
        Verdict = result.Verdict.Name(),
        DurationMs = (long)result.Duration.TotalMilliseconds,
        Reason = result.Reason,
        Failure = result.Failure is { } failure ? Describe(failure) : null,
        SchemaViolations = result.SchemaViolations.Count > 0 ? result.SchemaViolations : null,
        Conversation = result.Conversation.Count > 0 && (allConversations || result.Failure is not null) ? [.. result.Conversation.Select(Describe)] : null,
        Stderr = result.Stderr.Count > 0 ? result.Stderr : null,
        Repeat = result.RepeatOptions.Length > 0 ? $"{program} run {result.RepeatOptions}" : null,
    };

    private static ReportFailure Describe(Failure failure) => new()
    {
        Kind = Kebab(failure.Kind.ToString()),
        Blame = failure.Blame,
        Stage = failure.Stage,
        Pointer = failure.Pointer,
        Expected = failure.Expected,
        Got = failure.Got,
        Note = failure.Note,
        Hint = failure.Hint,
    };

    private static ReportEntry Describe(ConversationEntry entry) =>
        new(Math.Round(entry.At.TotalMilliseconds, 1), Name(entry.Kind), entry.Text, entry.Size > 0 ? entry.Size : null, entry.Wrong ? true : null);

    private static string Name(RequirementLevel level) => level.ToString().ToUpperInvariant();

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
