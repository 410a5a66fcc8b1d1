using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ixt.Architecture.Tests.Cases;

namespace Ixt.Architecture.Tests.Spec;

public sealed partial class ErrorCodeTests
{
    // Written like a code, but something else: variables, a socket option, codes of the modules' own.
    private static readonly HashSet<string> _notReserved = new(StringComparer.Ordinal)
    {
        "INVALID_INPUT", "IXT_IPC_SOCKET", "IXT_MODULE_ID", "UNKNOWN_TOPIC",
    };

    private static readonly IReadOnlyList<(string Code, string SentBy)> _reserved =
        [.. JsonNode.Parse(Repository.Text("spec/errors.json"))!["errors"]!.AsArray().Select(e => ((string)e!["code"]!, (string)e["sentBy"]!))];

    [Fact]
    public void Every_code_that_a_module_sends_is_expected_by_a_case()
    {
        HashSet<string> expected = [.. CaseFile.All.SelectMany(c => c.ExpectedCodes)];
        Findings.None(_reserved.Where(e => e.SentBy is "module" or "both" && !expected.Contains(e.Code)).Select(e => e.Code));
    }

    [Fact]
    public void Every_code_that_only_a_runtime_sends_reaches_a_caller_in_a_case()
    {
        HashSet<string> sent = [.. CaseFile.All.SelectMany(c => c.SentCodes)];
        Findings.None(_reserved.Where(e => e.SentBy == "runtime" && !sent.Contains(e.Code)).Select(e => e.Code));
    }

    [Fact]
    public void Every_code_of_the_protocol_is_in_the_registry()
    {
        HashSet<string> known = [.. _reserved.Select(e => e.Code)];
        Findings.None(Code().Matches(Protocol.Text).Select(m => m.Groups[1].Value).Distinct()
            .Where(c => !known.Contains(c) && !_notReserved.Contains(c)));
    }

    [GeneratedRegex("`([A-Z]+(?:_[A-Z]+)+)`")]
    private static partial Regex Code();
}
