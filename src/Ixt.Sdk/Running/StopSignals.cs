using System.Runtime.InteropServices;

namespace Ixt.Sdk;

/// <summary>Turns SIGTERM and SIGINT into an orderly end (IXT-TRN-007).</summary>
/// <remarks>
/// However many come, none kills: the shutdown hook runs to its end once, whatever combination arrives (IXT-LIF-012). The end is bounded all
/// the same, by grace, settle time and the hook's timeout.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    private readonly Action _stop;
    private readonly PosixSignalRegistration _term;
    private readonly PosixSignalRegistration _int;

    internal StopSignals(Action stop)
    {
        _stop = stop;
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _int = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    public void Dispose()
    {
        _term.Dispose();
        _int.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop();
    }
}
