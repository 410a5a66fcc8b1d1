using System.Runtime.InteropServices;

namespace Ixt.Sdk;

/// <summary>Turns SIGTERM and SIGINT into an orderly end (IXT-TRN-007).</summary>
/// <remarks>
/// However many come, none kills: the shutdown hook runs to its end once, whatever combination arrives (IXT-LIF-012). The end is bounded all
/// the same, by grace, settle time and the hook's timeout. The process keeps the handlers: a signal that was sent while a module ran may be
/// delivered after it has ended, and then ends the process with the module's exit code instead of killing it. A SIGINT that the parent ignores,
/// as a shell does for its background jobs, stays ignored, as everywhere in .NET.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    private static readonly Lock s_gate = new();
    private static readonly List<StopSignals> s_running = [];
    private static PosixSignalRegistration? s_term;
    private static PosixSignalRegistration? s_int;
    private static int s_lastExitCode;

    private readonly Action _stop;

    internal StopSignals(Action stop)
    {
        _stop = stop;
        lock (s_gate)
        {
            s_running.Add(this);
            s_term ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
            s_int ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        }
    }

    /// <summary>What the process ends with when a signal comes after the module's end. Default 0.</summary>
    internal int ExitCode { get; set; }

    public void Dispose()
    {
        lock (s_gate)
        {
            s_running.Remove(this);
            s_lastExitCode = ExitCode;
        }
    }

    private static void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (s_gate)
        {
            // Under the lock, so that no run ends, and disposes what stop needs, meanwhile.
            StopSignals[] running = [.. s_running];
            foreach (StopSignals run in running)
            {
                run._stop();
            }

            if (running.Length > 0)
            {
                return;
            }
        }

        Environment.Exit(s_lastExitCode);
    }
}
