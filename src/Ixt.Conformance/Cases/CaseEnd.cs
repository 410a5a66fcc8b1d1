namespace Ixt.Conformance.Cases;

/// <summary>What the runner does after the steps of a case.</summary>
internal enum CaseEnd
{
    /// <summary>Proves that the testee is alive and shuts it down in order.</summary>
    Shutdown,

    /// <summary>Nothing more: the steps have ended the testee.</summary>
    Exited,
}
