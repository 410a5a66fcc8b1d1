using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Commands;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed partial class CompareOptions
{
    private static readonly string[] _formats = ["json", "html"];

    private readonly Argument<string[]> _paths = new("path") { Description = "Folders of pairs (script.json, python/ or node/, csharp/), or one script together with --command.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _command = new("--command") { Description = "An implementation: name=\"command\", for example python=\"python3 my_module.py\". Two or more; the first is the reference.", HelpName = "NAME=CMD", DefaultValueFactory = _ => [] };
    private readonly Option<string> _framing = new("--framing") { Description = "ndjson, length or both.", HelpName = "NAME", DefaultValueFactory = _ => "both" };
    private readonly Option<bool> _published = new("--published") { Description = "Compare the published C# program of each folder, too, as csharp-aot (dotnet publish FOLDER/csharp -c Release)." };
    private readonly Option<int> _measure = new("--measure") { Description = "Measure start-up, memory and round trip afterwards, in this many rounds, and print ratios. Default: not at all.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _repeat = new("--repeat") { Description = "How often the script's messages are sent in one process when measuring.", HelpName = "K", DefaultValueFactory = _ => 100 };
    private readonly Option<string[]> _report = new("--report") { Description = "Write a report: html=FILE or json=FILE. Repeatable.", HelpName = "FORMAT=FILE", DefaultValueFactory = _ => [] };
    private readonly Option<double> _timeoutScale = new("--timeout-scale") { Description = "Every time limit times this (5 s per step, 15 s to connect).", HelpName = "X", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _spec = new("--spec") { Description = "Directory of the specification. Default: the repository's.", HelpName = "DIR" };

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (Option option in (Option[])[_command, _framing, _published, _measure, _repeat, _report, _timeoutScale, _spec])
        {
            command.Add(option);
        }
    }

    /// <summary>What the user asked for.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public CompareRequest Read(ParseResult parsed)
    {
        IReadOnlyList<ModuleCommand> commands = ReadCommands(parsed.GetValue(_command) ?? []);
        string[] paths = parsed.GetValue(_paths) ?? [];
        if (commands.Count > 0 && paths.Length > 1)
        {
            throw new FormatException("--command goes with one script.");
        }

        double scale = parsed.GetValue(_timeoutScale);
        return new CompareRequest
        {
            Paths = paths,
            Commands = commands,
            Framings = parsed.GetValue(_framing) switch
            {
                "both" => [Framing.Ndjson, Framing.Length],
                "ndjson" => [Framing.Ndjson],
                "length" => [Framing.Length],
                string other => throw new FormatException($"--framing {other}: ndjson, length or both."),
                null => throw new FormatException("--framing: ndjson, length or both."),
            },
            TimeoutScale = scale > 0 && double.IsFinite(scale) ? scale : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"--timeout-scale {scale}: more than 0.")),
            Published = parsed.GetValue(_published),
            Measure = parsed.GetValue(_measure) is >= 0 and int rounds ? rounds : throw new FormatException("--measure: 0 or more."),
            Repeat = parsed.GetValue(_repeat) is > 0 and int times ? times : throw new FormatException("--repeat: at least 1."),
            Reports = [.. (parsed.GetValue(_report) ?? []).Select(r => ReportRequest.Parse(r, _formats))],
            SpecDirectory = parsed.GetValue(_spec),
        };
    }

    private static IReadOnlyList<ModuleCommand> ReadCommands(IReadOnlyList<string> commands)
    {
        if (commands.Count == 1)
        {
            throw new FormatException("--command: one implementation alone cannot be compared; name a second.");
        }

        List<ModuleCommand> found = [];
        foreach (string command in commands)
        {
            Match named = Named().Match(command);
            if (!named.Success)
            {
                throw new FormatException($"--command {command}: expected name=\"command\", for example python=\"python3 my_module.py\".");
            }

            string name = named.Groups["name"].Value;
            IReadOnlyList<string> words = CommandLine.Split(named.Groups["command"].Value);
            found.Add(found.All(f => f.Name != name) && words.Count > 0
                ? new ModuleCommand(name, words, new Dictionary<string, string?>())
                : throw new FormatException(words.Count == 0 ? $"--command {command}: the command is empty." : $"--command: the name {name} is taken."));
        }

        return found;
    }

    [GeneratedRegex("^(?<name>[a-z][a-z0-9-]*)=(?<command>.+)$", RegexOptions.Singleline)]
    private static partial Regex Named();
}
