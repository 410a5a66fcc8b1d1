namespace Ixt.Conformance.Cases;

/// <summary>The suite itself is wrong (a case, a schema, the lock file): nobody's implementation is to blame. Exit code 4.</summary>
internal sealed class SuiteFaultException : Exception
{
    /// <summary>One problem.</summary>
    public SuiteFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Several problems, one per line.</summary>
    public SuiteFaultException(IReadOnlyCollection<string> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
    }
}
