namespace Ixt.Conformance.Execution;

/// <summary>What a run says about the testee.</summary>
internal enum Verdict
{
    /// <summary>It did what the case demands.</summary>
    Pass,

    /// <summary>It did something else.</summary>
    Fail,

    /// <summary>It did something else where the specification only recommends.</summary>
    Weak,

    /// <summary>The testee does not declare a feature that the case needs.</summary>
    NotApplicable,

    /// <summary>The runner cannot see or do what the case needs with this testee.</summary>
    NotTestable,

    /// <summary>What was expected did not come in time.</summary>
    Timeout,

    /// <summary>The testee's process ended by itself.</summary>
    Crash,

    /// <summary>The suite or the runner failed; the testee is not to blame.</summary>
    HarnessError,

    /// <summary>It failed, as the list of expected failures says.</summary>
    ExpectedFail,

    /// <summary>It passed although the list of expected failures says that it fails.</summary>
    UnexpectedPass,
}
