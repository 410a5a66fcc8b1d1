using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Reads the steps of one script, the init before them and the shutdown after them included.</summary>
internal sealed class ScriptStepReader
{
    private const string ExpectRemedy = "Say what the answer must be, for example \"expect\": {\"success\": true}.";
    private const int MaxTimes = 10_000;

    private static readonly JsonElement _success = Element("""{"success":true}""");
    private static readonly JsonElement _released = Element("""{"success":true,"data":{}}""");
    private static readonly JsonElement _nothing = Element("{}");

    private static readonly string[] _kinds =
    [
        "handle", "health_check", "shutdown", "init", "together", "answer", "cancel", "service", "release", "stderr", "advance", "signal", "disconnect", "ends",
    ];

    private static readonly HashSet<string> _afterTheEnd = ["answer", "release", "service", "stderr", "advance"];

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private bool _ended;

    /// <summary>Reads them from the script's root.</summary>
    public IReadOnlyList<CompareStep> Read(ScriptNode root)
    {
        List<CompareStep> steps = [ReadInit(root)];
        foreach (ScriptNode node in root.Need("steps", "List the steps, [] for none.").Items("List the steps, [] for none."))
        {
            steps.Add(ReadStep(node));
        }

        if (_open.Count > 0)
        {
            throw root.Find("steps")!.Value.Fault($"nothing takes the answer of {string.Join(", ", _open)}", $"Add {{\"answer\": \"{_open.First()}\", \"expect\": {{…}}}}.");
        }

        if (!_ended)
        {
            steps.Add(new CompareStep.Request("shutdown", "shutdown", _nothing, new Expectation(_success, ValueRules.None), null));
        }

        return steps;
    }

    /// <summary>Reads the matcher of a service call.</summary>
    public static JsonElement CallMatcher(ScriptNode node)
    {
        node.Object("service", "method", "params");
        return node.Value;
    }

    /// <summary>Reads a list of pointers.</summary>
    public static IReadOnlyList<JsonPlace> Places(ScriptNode? node) => [.. (node?.Items("List pointers like /data/result.") ?? []).Select(JsonPlace.Parse)];

    private static CompareStep.Request ReadInit(ScriptNode root)
    {
        const string Remedy = "It is the config that the module is initialised with.";
        JsonObject body = new() { ["config"] = Node(root.Find("config")?.AnyObject(Remedy) ?? _nothing) };
        if (root.Find("protocol") is { } protocol)
        {
            body["protocol"] = Node(protocol.AnyObject("For example {\"versions\": [\"1.1\"], \"encodings\": [\"json\"], \"features\": [\"cancel\"]}."));
        }

        Expectation expect = root.Find("init") is { } init
            ? ReadExpectation(init.Object("expect", "json64", "differs"))
            : new Expectation(_success, ValueRules.None);
        return new CompareStep.Request("init", "init", JsonSerializer.SerializeToElement(body), expect, null);
    }

    private CompareStep ReadStep(ScriptNode node)
    {
        string[] kinds = [.. node.Members($"A step is an object with one of {string.Join(", ", _kinds)}.").Select(m => m.Name).Where(_kinds.Contains)];
        if (kinds.Length != 1)
        {
            throw node.Fault(kinds.Length == 0 ? "this step does nothing" : $"this step is two: {string.Join(" and ", kinds)}", $"A step has exactly one of {string.Join(", ", _kinds)}.");
        }

        string kind = kinds[0];
        if (_ended && !_afterTheEnd.Contains(kind))
        {
            throw node.Fault($"the module has been ended by a step before, so {kind} cannot follow", $"After the end only {string.Join(", ", _afterTheEnd)} may follow.");
        }

        CompareStep step = ReadKind(node, kind, node.Find(kind)!.Value);
        if (kind == "ends")
        {
            // Who ends by itself owes no more answers.
            _open.Clear();
        }

        _ended |= kind is "shutdown" or "signal" or "disconnect" or "ends";
        return step with { Note = node.Find("note")?.Text("A remark.") };
    }

    private CompareStep ReadKind(ScriptNode node, string kind, ScriptNode value)
    {
        switch (kind)
        {
            case "handle" or "health_check" or "shutdown" or "init":
                return ReadRequest(node, kind, value, alone: true);
            case "together":
                node.Object("together", "note");
                List<CompareStep.Request> requests = [.. value.Items("List handles and health checks.").Select(ReadPart)];
                return requests.Count > 1 ? new CompareStep.Together($"together: {string.Join(", ", requests.Select(r => r.Title))}", requests) : throw value.Fault("one request is not together with anything", "List at least two, or write the step without \"together\".");
            case "answer":
                node.Object("answer", "expect", "json64", "differs", "note");
                return new CompareStep.Answer($"answer of {Take(value)}", value.Value.GetString()!, ReadExpectation(node));
            case "cancel":
                node.Object("cancel", "note");
                string cancelled = value.Text("Name a request that was sent with \"as\".");
                return _open.Contains(cancelled) ? new CompareStep.Cancel($"cancel {cancelled}", cancelled) : throw NotOpen(value, cancelled);
            case "service":
                node.Object("service", "times", "note");
                int times = (int)(node.Find("times")?.Integer(1, MaxTimes, "It is how many calls to wait for.") ?? 1);
                return new CompareStep.Service($"service call {MatcherText.Describe(CallMatcher(value))}{(times > 1 ? $" × {times}" : string.Empty)}", value.Value, times);
            case "release":
                node.Object("release", "with", "note");
                string topic = value.Text("Name the topic that is held.");
                return new CompareStep.Release($"release {topic}", topic, node.Find("with") is { } with ? RuntimeReader.ReadAnswer(with) : _released);
            case "stderr":
                node.Object("stderr", "note");
                return new CompareStep.Output($"stderr /{ScriptReader.Pattern(value)}/", ScriptReader.Pattern(value));
            case "advance":
                node.Object("advance", "note");
                long ms = value.Integer(1, int.MaxValue, "It is a time in milliseconds.");
                return new CompareStep.Advance(string.Create(CultureInfo.InvariantCulture, $"advance {ms} ms"), ms);
            case "signal":
                node.Object("signal", "note");
                return value.Text("SIGTERM or SIGINT.") is "SIGTERM" or "SIGINT" ? new CompareStep.Signal(value.Value.GetString()!, value.Value.GetString()!) : throw value.Fault($"{JsonText.Shorten(value.Value)} is not sent here", "SIGTERM or SIGINT.");
            default:
                node.Object(kind, "note");
                if (!value.Flag())
                {
                    throw value.Fault("false does nothing", "Write true, or leave the step out.");
                }

                return kind == "ends" ? new CompareStep.Ends("the module ends by itself") : new CompareStep.Disconnect("disconnect");
        }
    }

    private CompareStep.Request ReadPart(ScriptNode node)
    {
        string? kind = node.Members("A part is a handle or a health_check with its expect.").Select(m => m.Name).FirstOrDefault(n => n is "handle" or "health_check");
        return kind is null ? throw node.Fault("this is neither a handle nor a health_check", "Only these may be together.") : ReadRequest(node, kind, node.Find(kind)!.Value, alone: false);
    }

    private CompareStep.Request ReadRequest(ScriptNode node, string kind, ScriptNode value, bool alone)
    {
        string? later = null;
        if (alone && node.Find("as") is { } name)
        {
            later = name.Text("It is the name by which a later step takes the answer.");
            if (node.Find("expect") is { } expect)
            {
                throw expect.Fault("a request with \"as\" is not waited for here", $"Move it to a step {{\"answer\": \"{later}\", \"expect\": …}}.");
            }

            node.Object(kind, "as", "note");
            if (!_open.Add(later))
            {
                throw name.Fault($"the name {later} is taken", "Choose another.");
            }
        }
        else
        {
            node.Object(alone ? [kind, "as", "expect", "json64", "differs", "note"] : [kind, "expect", "json64", "differs", "note"]);
        }

        (string title, JsonElement body) = kind switch
        {
            "handle" => HandleReader.Read(value),
            "shutdown" => ("shutdown", ReadShutdown(value)),
            "init" => ("init", JsonSerializer.SerializeToElement(new JsonObject { ["config"] = Node(value.AnyObject("It is the config.")) })),
            _ => ("health_check", value.Object().Value),
        };
        Expectation? expected = later is not null ? null : kind == "shutdown" && node.Find("expect") is null ? new Expectation(_success, ValueRules.None) : ReadExpectation(node);
        return new CompareStep.Request(later is null ? title : $"{title} as {later}", kind, body, expected, later);
    }

    private static JsonElement ReadShutdown(ScriptNode value)
    {
        value.Object("grace_ms").Find("grace_ms")?.Integer(0, int.MaxValue, "It is a time in milliseconds.");
        return value.Value;
    }

    private static Expectation ReadExpectation(ScriptNode node)
    {
        ScriptNode expect = node.Need("expect", ExpectRemedy);
        expect.AnyObject(ExpectRemedy);
        MatcherCheck.Check(expect);
        ValueRules rules = new(Places(node.Find("json64")), Places(node.Find("differs")));
        foreach ((JsonPlace place, int i) in rules.Differs.Select((p, i) => (p, i)))
        {
            if (!MatcherCheck.Covers(expect.Value, place.Segments))
            {
                throw new ScriptNode(node.File, default, $"{node.Pointer}/differs/{i}").Fault($"{place.Text} may differ, but nothing is expected of it", "Give it a matcher in \"expect\", for example {\"$type\": \"number\"}.");
            }
        }

        return new Expectation(expect.Value, rules);
    }

    private string Take(ScriptNode value)
    {
        string name = value.Text("Name a request that was sent with \"as\".");
        return _open.Remove(name) ? name : throw NotOpen(value, name);
    }

    private ScriptFaultException NotOpen(ScriptNode value, string name) =>
        value.Fault($"no request named {name} is under way", _open.Count > 0 ? $"Under way are {string.Join(", ", _open)}." : $"Send it first, with \"as\": \"{name}\".");

    private static JsonElement Element(string json) => JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(json));

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
