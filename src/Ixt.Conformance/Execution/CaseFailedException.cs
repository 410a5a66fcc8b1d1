namespace Ixt.Conformance.Execution;

/// <summary>Ends the interpretation of a case at the step that failed. Never leaves the executor.</summary>
internal sealed class CaseFailedException(Failure failure) : Exception(failure.Summary)
{
    /// <summary>Why.</summary>
    public Failure Failure { get; } = failure;
}
