namespace Ixt.Conformance.Execution;

/// <summary>The verdicts' names in reports and on the screen, and what they count as.</summary>
internal static class VerdictNames
{
    private static readonly Dictionary<Verdict, string> _names = new()
    {
        [Verdict.Pass] = "pass",
        [Verdict.Fail] = "fail",
        [Verdict.Weak] = "weak",
        [Verdict.NotApplicable] = "not-applicable",
        [Verdict.NotTestable] = "not-testable",
        [Verdict.Timeout] = "timeout",
        [Verdict.Crash] = "crash",
        [Verdict.HarnessError] = "harness-error",
        [Verdict.ExpectedFail] = "xfail",
        [Verdict.UnexpectedPass] = "xpass",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => _names.Values;

    /// <summary>The name.</summary>
    public static string Name(this Verdict verdict) => _names[verdict];

    /// <summary>Whether the testee did not conform: the run is red.</summary>
    public static bool IsFailure(this Verdict verdict) => verdict is Verdict.Fail or Verdict.Timeout or Verdict.Crash or Verdict.NotTestable;

    /// <summary>Whether the case was put to the testee at all.</summary>
    public static bool WasRun(this Verdict verdict) => verdict is not (Verdict.NotApplicable or Verdict.NotTestable);
}
