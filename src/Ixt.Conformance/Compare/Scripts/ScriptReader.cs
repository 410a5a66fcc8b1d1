using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Reads a script, and tells of each fault where it is and what to write in its place.</summary>
internal static class ScriptReader
{
    private const int MaxExitCode = 255;

    private static readonly string[] _members =
    [
        "$schema", "title", "config", "init", "module_id", "protocol", "runtime", "stderr", "unordered_calls", "repeated_calls", "calls_json64", "calls_differ", "exit", "steps",
    ];

    /// <summary>Reads a script from its text.</summary>
    /// <param name="file">Its name in messages.</param>
    /// <param name="text">JSON.</param>
    /// <exception cref="ScriptFaultException">It cannot be played.</exception>
    public static CompareScript Read(string file, string text)
    {
        JsonElement json;
        try
        {
            json = JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException e)
        {
            throw new ScriptFaultException($"{file}, line {(e.LineNumber ?? 0) + 1}: this is not JSON. {e.Message}");
        }

        ScriptNode root = new ScriptNode(file, json, string.Empty).Object(_members);
        ScriptNode title = root.Need("title", "Say in a sentence what the module does.");
        return new CompareScript
        {
            File = file,
            Title = title.Text("Say in a sentence what the module does."),
            ModuleId = root.Find("module_id")?.Text("A module id looks like my-module:1.0.0/instance-001.") ?? CompareScript.DefaultModuleId,
            Runtime = RuntimeReader.Read(root.Find("runtime")),
            Log = root.Find("stderr") is { } log ? ReadLog(log) : null,
            Calls = ReadCalls(root),
            Exit = (int)(root.Find("exit")?.Integer(0, MaxExitCode, "It is the exit code that both must end with.") ?? 0),
            Steps = new ScriptStepReader().Read(root),
        };
    }

    /// <summary>Reads an expression.</summary>
    internal static Regex Pattern(ScriptNode node)
    {
        string pattern = node.Text("It is a regular expression.");
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw node.Fault($"this is no regular expression: {e.Message.TrimEnd('.')}", "A backslash is written twice in JSON.");
        }
    }

    private static LogRules? ReadLog(ScriptNode node)
    {
        if (node.Value.ValueKind != JsonValueKind.Object)
        {
            return node.Flag() ? new LogRules([]) : null;
        }

        node.Object("except");
        const string Remedy = "List regular expressions of lines to leave out.";
        return new LogRules([.. node.Need("except", Remedy).Items(Remedy).Select(Pattern)]);
    }

    private static CallRules ReadCalls(ScriptNode root) => new(
        root.Find("unordered_calls")?.Flag() ?? false,
        [.. (root.Find("repeated_calls")?.Items("List calls: {\"service\": …, \"method\": …, \"params\": {…}}.") ?? []).Select(ScriptStepReader.CallMatcher)],
        new ValueRules(ScriptStepReader.Places(root.Find("calls_json64")), ScriptStepReader.Places(root.Find("calls_differ"))));
}
