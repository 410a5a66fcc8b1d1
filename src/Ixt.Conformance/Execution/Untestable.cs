using Ixt.Conformance.Cases;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>Finds cases that need what the runner cannot do with a testee.</summary>
internal static class Untestable
{
    /// <summary>The reason, or null when the case can be run.</summary>
    public static string? Reason(ConformanceCase item, TesteeLimits limits)
    {
        if (limits.HasFlag(TesteeLimits.NoEnvironment) && (item.Environment.Count > 0 || !item.Connects))
        {
            return "it changes the environment the module is started in";
        }

        if (limits.HasFlag(TesteeLimits.NoOutput) && Any(item.Steps, s => s is ExpectStderrStep))
        {
            return "it looks at the module's stderr";
        }

        return limits.HasFlag(TesteeLimits.NoExitCode) && Any(item.Steps, s => s is ExpectExitStep { Codes: not [0] } or SignalStep)
            ? "it looks at the module's exit code or sends it a signal"
            : null;
    }

    private static bool Any(IReadOnlyList<Step> steps, Func<Step, bool> wanted) =>
        steps.Any(s => wanted(s) || (s is EitherStep either && either.Alternatives.Any(a => Any(a, wanted))));
}
