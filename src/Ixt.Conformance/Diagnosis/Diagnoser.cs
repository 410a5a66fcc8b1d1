using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Diagnosis;

/// <summary>Goes from symptom to probable cause.</summary>
internal static class Diagnoser
{
    /// <summary>The probable cause, or null when no rule knows one.</summary>
    public static string? Hint(PlannedRun plan, Failure failure, IReadOnlyList<string> violations, IReadOnlyList<string> stderr) => null;
}
