using System.CommandLine;
using System.Globalization;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Commands;

/// <summary>The options of <c>run</c>, of which the other commands take a part.</summary>
internal sealed class CommonOptions
{
    /// <summary>Where the specification lies.</summary>
    public Option<string?> Spec { get; } = new("--spec") { Description = "Directory of the specification (PROTOCOL.md, schema/, cases/). Default: the repository's.", HelpName = "DIR" };

    /// <summary>Which built-in implementations.</summary>
    public Option<string[]> Testee { get; } = new("--testee") { Description = "Only this implementation: csharp, js-jint, node, python, or a name given with --command. Repeatable.", HelpName = "NAME", DefaultValueFactory = _ => [] };

    /// <summary>Anybody's module.</summary>
    public Option<string[]> Command { get; } = new("--command") { Description = "Test the module that this command starts, for example \"node my.js\" or name=\"node my.js\". Repeatable. Without --testee, nothing else is run.", HelpName = "CMD", DefaultValueFactory = _ => [] };

    /// <summary>Another SDK file.</summary>
    public Option<string?> Js { get; } = new("--js") { Description = "The ixt-process-module.js that js-jint and node load in place of the reference.", HelpName = "FILE" };

    /// <summary>Another SDK file.</summary>
    public Option<string?> Py { get; } = new("--py") { Description = "The ixt_process_module.py that python loads in place of the reference.", HelpName = "FILE" };

    /// <summary>A module started by hand.</summary>
    public Option<bool> Attach { get; } = new("--attach") { Description = "Print the socket and wait for you to start the module yourself, in a debugger for example; nothing times out." };

    /// <summary>Which cases.</summary>
    public Option<string[]> Case { get; } = new("--case") { Description = "Only cases whose id, area, or area/id matches: * and ? within a segment, ** across. Repeatable.", HelpName = "GLOB", DefaultValueFactory = _ => [] };

    /// <summary>Which framing.</summary>
    public Option<string[]> FramingOption { get; } = new("--framing") { Description = "Only this framing: ndjson, length, or protobuf (length, and protobuf in it). Repeatable.", HelpName = "NAME", DefaultValueFactory = _ => [] };

    /// <summary>Which provenance.</summary>
    public Option<string?> Provenance { get; } = new("--provenance") { Description = "Only cases all of whose requirements come from there: readme (what the published README itself promises), ecosystem, decided.", HelpName = "SOURCE" };

    /// <summary>How long to wait.</summary>
    public Option<double> TimeoutScale { get; } = new("--timeout-scale") { Description = "Every time limit times this (5 s per expectation, 15 s to connect).", HelpName = "X", DefaultValueFactory = _ => 1 };

    /// <summary>How many at a time.</summary>
    public Option<int> Jobs { get; } = new("--jobs") { Description = "Runs at a time. Default: processors + 1.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount + 1 };

    /// <summary>The order.</summary>
    public Option<int?> Seed { get; } = new("--seed") { Description = "Shuffle the order of the runs; the same number gives the same order.", HelpName = "N" };

    /// <summary>Known failures.</summary>
    public Option<string?> ExpectedFailures { get; } = new("--expected-failures") { Description = "A list of known failures, lines: testee case-glob # reason. They still run; one that passes, or a line that means nothing, is red.", HelpName = "FILE" };

    /// <summary>Reports.</summary>
    public Option<string[]> Report { get; } = new("--report") { Description = "Write a report: json=FILE, junit=FILE, html=FILE or md=FILE. Repeatable.", HelpName = "FORMAT=FILE", DefaultValueFactory = _ => [] };

    /// <summary>Those that choose what is tested and how.</summary>
    public IEnumerable<Option> OfTesting => [Testee, Command, Js, Py, Attach, FramingOption, TimeoutScale, Spec];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Testee, Command, Js, Py, Attach, Case, FramingOption, Provenance, Jobs, Seed, TimeoutScale, ExpectedFailures, Report, Spec];

    /// <summary>What the user asked for.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public RunRequest Read(ParseResult parsed)
    {
        // A command that lacks an option has no default value of it either.
        double scale = parsed.GetResult(TimeoutScale) is null ? 1 : parsed.GetValue(TimeoutScale);
        int jobs = parsed.GetResult(Jobs) is null ? Environment.ProcessorCount + 1 : parsed.GetValue(Jobs);
        return new RunRequest
        {
            SpecDirectory = parsed.GetValue(Spec),
            Testees = new TesteeRequest(parsed.GetValue(Testee) ?? [], parsed.GetValue(Command) ?? [], ExistingFile(parsed.GetValue(Js), "--js"), ExistingFile(parsed.GetValue(Py), "--py"), parsed.GetValue(Attach)),
            Selection = new CaseSelection(
                [.. (parsed.GetValue(Case) ?? []).Select(g => new CaseGlob(g))],
                [.. (parsed.GetValue(FramingOption) ?? []).Select(ReadFraming)],
                ReadProvenance(parsed.GetValue(Provenance))),
            Jobs = jobs > 0 ? jobs : throw new FormatException($"--jobs {jobs}: at least 1."),
            Seed = parsed.GetValue(Seed),
            TimeoutScale = scale > 0 && double.IsFinite(scale) ? scale : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"--timeout-scale {scale}: more than 0.")),
            ExpectedFailures = ExistingFile(parsed.GetValue(ExpectedFailures), "--expected-failures"),
            Reports = [.. (parsed.GetValue(Report) ?? []).Select(ReportRequest.Parse)],
            AbsentIsFailure = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static Framing ReadFraming(string name) => name switch
    {
        "ndjson" => Framing.Ndjson,
        "length" => Framing.Length,
        "protobuf" => Framing.Protobuf,
        _ => throw new FormatException($"--framing {name}: ndjson, length or protobuf."),
    };

    private static string? ReadProvenance(string? name) =>
        name is null or "readme" or "ecosystem" or "decided" ? name : throw new FormatException($"--provenance {name}: readme, ecosystem or decided.");

    private static string? ExistingFile(string? path, string option) =>
        path is null || File.Exists(path) ? path is null ? null : Path.GetFullPath(path) : throw new FormatException($"{option} {path}: there is no such file.");
}
