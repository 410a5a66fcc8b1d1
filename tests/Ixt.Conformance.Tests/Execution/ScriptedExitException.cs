namespace Ixt.Conformance.Tests.Execution;

/// <summary>Ends a scripted module.</summary>
internal sealed class ScriptedExitException(int code) : Exception
{
    public int Code => code;
}
