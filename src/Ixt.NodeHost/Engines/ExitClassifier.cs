using Ixt.NodeHost.EventLoop;
using Jint.Runtime;

namespace Ixt.NodeHost.Engines;

/// <summary>Says how a program ended from the exception that ended it.</summary>
internal static class ExitClassifier
{
    private const int SoftwareError = 70;
    private const int SigKill = 137;

    public static NodeExit Classify(Exception exception, HostSignal? fatalSignal, bool killed) => exception switch
    {
        ProgramEndedException ended => ended.Exit,
        _ when killed => fatalSignal is null
            ? new NodeExit(SigKill, NodeExitReason.Killed, "killed by its host")
            : new NodeExit(fatalSignal.ExitCode, NodeExitReason.Killed, fatalSignal.Name),
        TimeoutException => new NodeExit(SoftwareError, NodeExitReason.BudgetExceeded, "one turn took longer than its budget"),
        TurnMemoryExceededException => new NodeExit(SoftwareError, NodeExitReason.BudgetExceeded, exception.Message),
        JavaScriptException script => new NodeExit(SoftwareError, NodeExitReason.Crashed, script.GetJavaScriptErrorString()),
        _ => new NodeExit(SoftwareError, NodeExitReason.Crashed, exception.ToString()),
    };
}
