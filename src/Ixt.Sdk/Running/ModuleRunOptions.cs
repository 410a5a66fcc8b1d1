using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>How a module runs. The defaults are right for a module that a runtime has started; tests replace what stands for the outside world.</summary>
public sealed record ModuleRunOptions
{
    /// <summary>Whether error answers carry the exception's type and stack trace in <c>details</c>, for handlers and health checks. Default: message only (IXT-HDL-007).</summary>
    public bool IncludeExceptionDetails { get; init; }

    /// <summary>How long a service call waits for its answer (IXT-SVC-015). Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan ServiceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages taken and not yet answered; one more is answered <c>OVERLOADED</c> (IXT-LIM-003). Default 8,192; at least 1,000 for a conformant module.</summary>
    public int MaxOutstandingMessages { get; init; } = 8192;

    /// <summary>How long handlers may finish at SIGTERM, SIGINT and at a <c>shutdown</c> that does not say (IXT-LIF-009). Default 5 s.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a handler that was cancelled at shutdown may take to give its own answer (IXT-LIF-010). Default 250 ms.</summary>
    public TimeSpan ShutdownSettle { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the shutdown hook may run before it is cancelled and then given up. Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan ShutdownHookTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether SIGTERM and SIGINT end the module in order (IXT-TRN-007). Default: yes. Further ones change nothing.</summary>
    public bool HandleSignals { get; init; } = true;

    /// <summary>The connection to speak on, instead of the socket that <c>IXT_IPC_SOCKET</c> names. Closed at the end of the run.</summary>
    public Transport? Transport { get; init; }

    /// <summary>Reads an environment variable. Default: the process's environment.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Takes the lines of <c>Log</c> and <c>LogError</c>. Default (<see langword="null"/>): stderr.</summary>
    public TextWriter? Error { get; init; }

    /// <summary>
    /// How long the reader looks for the next bytes before it sleeps until they come. Default 50 µs, at most 10 ms; zero: not at all. It shortens a round trip
    /// to a fraction and takes less processor time than to be woken would, where the next bytes come soon; where they don't, the reader soon looks for a sixteenth of
    /// the time only. Without effect on a single processor.
    /// </summary>
    public TimeSpan SpinTime { get; init; } = Spinner.DefaultLimit;

    /// <summary>Source of every time and timer. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ModuleSessionOptions ToSessionOptions(ISessionLog log) => new()
    {
        CallTimeout = ServiceTimeout,
        MaxOutstandingHandles = MaxOutstandingMessages,
        Grace = ShutdownGrace,
        Settle = ShutdownSettle,
        ShutdownHookTimeout = ShutdownHookTimeout,
        SpinTime = SpinTime,
        TimeProvider = TimeProvider,
        Log = log,
    };
}
