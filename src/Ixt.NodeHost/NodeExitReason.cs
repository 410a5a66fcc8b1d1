namespace Ixt.NodeHost;

/// <summary>Why a hosted Node program ended.</summary>
public enum NodeExitReason
{
    /// <summary>The program called <c>process.exit()</c>.</summary>
    ExitCalled,

    /// <summary>Nothing was left that could run: no ref'd timer, socket or immediate.</summary>
    LoopEmpty,

    /// <summary>An exception reached the event loop and no <c>uncaughtException</c> handler took it.</summary>
    UncaughtException,

    /// <summary>A promise stayed rejected after the microtasks drained and no <c>unhandledRejection</c> handler took it.</summary>
    UnhandledRejection,

    /// <summary>One turn of the event loop used more time or memory than its budget.</summary>
    BudgetExceeded,

    /// <summary>Ended from outside: the token, <see cref="NodeProcess.Kill"/>, or a signal nobody listened for.</summary>
    Killed,

    /// <summary>The engine or the host failed inside a turn; the program cannot go on.</summary>
    Crashed,
}
