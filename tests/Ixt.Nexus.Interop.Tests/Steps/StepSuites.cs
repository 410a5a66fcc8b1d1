namespace Ixt.Nexus.Interop.Tests;

/// <summary>The steps that every pairing runs, by name.</summary>
internal static class StepSuites
{
    // On a busy machine a client that has connected may take longer than a daemon's 5 s to show its secret.
    private static readonly string[] s_patient = ["--auth-timeout-ms", "60000"];

    internal static IReadOnlyDictionary<string, StepSuite> All { get; } = new Dictionary<string, StepSuite>
    {
        ["plain calls"] = Steps("""[["call","echo","hello"],["call","add",2,3],["call","add","a","b"],["call","echo"],["call","echo",1,2],["call","add",0.1,0.2]]"""),
        ["scalars"] = Echo("null", "true", "false", "0", "1", "-1", "0.1", "1e21", "1e-7", "5e-324", "1.7976931348623157e308", "9007199254740991", "9007199254740993", "-0.5", "{\"$\":\"undefined\"}"),
        ["big integers"] = Echo(Big("0"), Big("-1"), Big("9007199254740993"), Big("123456789012345678901234567890123456789"), Big("-18446744073709551616")),
        ["text"] = Echo(
            "\"\"", "\"plain\"", "\"quote \\\" backslash \\\\ slash / tab \\t newline \\n nul \\u0000 bell \\u0007 del \\u007f\"", "\"grüße ёж 漢字 😀 \\u2028\\u2029\\ufeff\"",
            "\"\\ud83d\"", "\"\\ude00x\"", "\"a\\ud83d\\ud83d\\ude00\""),
        ["text that looks like the wire's own marks"] = Echo(
            "\"\\u0003U\"", "\"\\u0003\"", "\"\\u0003N:12\"", "\"\\u0003R:res-1\"", "\"\\u0003M:[]\"", "\"\\u0004\"", "\"\\u0004\\u0003U\"", "\"\\u0004\\u0004x\"", "\"\\u0003X:y\"", "\"x\\u0003U\""),
        ["arrays and objects"] = Echo(
            "[]", "{}", "[1,[2,[3,[]]]]", "{\"a\":{\"b\":{\"c\":[{\"d\":null}]}}}", "{\"b\":1,\"a\":2,\"10\":3,\"9\":4}", "{\"\":0,\"\\u0003U\":\"\\u0003U\",\"ключ\":\"ё\"}",
            "[null,{\"$\":\"undefined\"},1]", "{\"u\":{\"$\":\"undefined\"},\"n\":null}", $"[{Big("7")},{{\"deep\":{Big("8")}}}]", "{\"toString\":1,\"length\":2,\"then\":3}"),
        ["deep nesting"] = Echo(new string('[', 300) + "1" + new string(']', 300), string.Concat(Enumerable.Repeat("{\"n\":", 200)) + "0" + new string('}', 200)),
        ["maps and sets"] = Echo(
            Map(), Map("[\"a\",1]", "[2,[3]]", "[null,{\"x\":true}]", "[{\"k\":1},\"object key\"]"), Set(), Set("1", "\"two\"", "[3]", "{\"four\":4}"),
            $"{{\"m\":{Map("[1,2]")},\"list\":[{Set("1")}]}}"),
        ["what a map's or set's JSON can't hold"] = Echo(Map("[\"nested\"," + Map("[1,2]") + "]"), Map("[1,{\"$\":\"undefined\"}]"), Set(Set("1"), "{\"$\":\"undefined\"}"), Set("\"\\u0003U\"")),
        ["functions as values"] = Echo("{\"$\":\"function\"}", "[{\"$\":\"function\"},{\"f\":{\"$\":\"function\"}}]"),
        ["callbacks"] = Steps("""[["later",0],["later",1],["later",10],["laterThrow","callback failed"],["laterNested",5],["later",3]]"""),
        ["references"] = Steps(
            """
            [["counterNew","a"],["counterGet","a"],["counterNext","a"],["counterNext","a"],["counterSet","a",41],["counterNext","a"],["counterGet","a"],
             ["counterNew","b"],["counterNext","b"],["counterGet","a"],["counterSet","b",{"x":[1]}],["counterGet","b"],["counterRelease","a"],["counterNext","a"],["counterGet","a"],
             ["counterRelease","a"],["counterGet","b"]]
            """),
        ["errors"] = Steps("""[["call","fail","boom"],["call","fail",""],["call","fail","ünïcode \ud83d\ude00\nline"],["call","echo","still alive"]]"""),
        ["what is not there"] = Steps("""[["call","missing"],["get","missing"],["get","missing","deeper"],["call","__proto__"],["call","prototype"],["get","echo"],["get","echo","length","x"],["call","echo","after"]]"""),
        ["in parallel"] = Steps("""[["par",1],["par",1000],["call","echo","after"]]"""),
        ["a policy that refuses a call"] = Steps("""[["call","add",1,2],["call","echo",1],["get","add"],["call","fail","x"]]""", ["--deny-call", "add"]),
        ["a policy that refuses the connection"] = Failing(["--deny-connect"]),
        ["a shared secret"] = Steps("""[["call","echo","in"]]""", ["--auth", "s3cret ü", .. s_patient], ("NEXUS_AUTH_TOKEN", "s3cret ü")),
        ["a wrong secret"] = Failing(["--auth", "right", .. s_patient], ("NEXUS_AUTH_TOKEN", "wrong")),
        ["a missing secret"] = Failing(["--auth", "right", "--auth-timeout-ms", "300"]),
        ["a secret that nobody asked for"] = Failing([], ("NEXUS_AUTH_TOKEN", "unasked")),
        ["a service that comes late"] = Steps("""[["acquire","interop:late"],["call","echo",1]]""", ["--late-ms", "400"], ("NEXUS_ACQUIRE_TIMEOUT_MS", "60000")),
        ["a service that comes late, called"] = Steps("""[["call","hello","world"]]""", ["--late-ms", "400"], ("NEXUS_TOKEN", "interop:late"), ("NEXUS_ACQUIRE_TIMEOUT_MS", "60000")),
        ["a service that comes too late"] = Failing([], ("NEXUS_TOKEN", "interop:late"), ("NEXUS_ACQUIRE_TIMEOUT_MS", "200")),
        ["a second service that never comes"] = Steps("""[["acquire","interop:never",200],["call","echo",1]]"""),
    };

    private static StepSuite Steps(string steps, string[]? daemon = null, params (string Name, string Value)[] client) => new(steps, daemon ?? [], client.ToDictionary(c => c.Name, c => c.Value), false);

    private static StepSuite Failing(string[] daemon, params (string Name, string Value)[] client) => new("""[["call","echo",1]]""", daemon, client.ToDictionary(c => c.Name, c => c.Value), true);

    private static StepSuite Echo(params string[] values) => Steps($"[{string.Join(',', values.Select(v => $"[\"call\",\"echo\",{v}]"))}]");

    private static string Big(string digits) => $$"""{"$":"bigint","v":"{{digits}}"}""";

    private static string Map(params string[] entries) => $$"""{"$":"map","v":[{{string.Join(',', entries)}}]}""";

    private static string Set(params string[] items) => $$"""{"$":"set","v":[{{string.Join(',', items)}}]}""";
}
