using System.Runtime.InteropServices;

namespace Ixt.Sdk;

/// <summary>Turns the first SIGTERM or SIGINT into an orderly end (IXT-TRN-007); a second one is left to do what it does by default.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Action _stop;
    private readonly PosixSignalRegistration _term;
    private readonly PosixSignalRegistration _int;
    private int _seen;

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
        if (Interlocked.Exchange(ref _seen, 1) == 0)
        {
            context.Cancel = true;
            _stop();
        }
    }
}
