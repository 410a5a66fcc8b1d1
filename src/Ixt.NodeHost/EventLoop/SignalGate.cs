using Ixt.NodeHost.Engines;

namespace Ixt.NodeHost.EventLoop;

/// <summary>Delivers signals: to the script's handlers as a macrotask, or as a kill when it has none. Any thread.</summary>
internal sealed class SignalGate(Inbox inbox, CancellationTokenSource kill)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _listening = [];
    private TurnRunner? _turns;
    private bool _closed;

    /// <summary>The signal that killed the program, if one did.</summary>
    public HostSignal? FatalSignal { get; private set; }

    public void Open(TurnRunner turns)
    {
        lock (_gate)
        {
            _turns = turns;
        }
    }

    public void SetListening(string name, bool listening)
    {
        lock (_gate)
        {
            _ = listening ? _listening.Add(name) : _listening.Remove(name);
        }
    }

    public void Raise(string name)
    {
        HostSignal signal = HostSignal.Parse(name);
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_turns is not null && signal.Name != "SIGKILL" && _listening.Contains(signal.Name))
            {
                TurnRunner turns = _turns;
                inbox.Post(() => turns.CallSignal(signal));
                return;
            }

            FatalSignal ??= signal;

            // Under the lock, so that it cannot meet the disposal in Close. All it runs is Inbox.Wake.
            kill.Cancel();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            kill.Dispose();
        }
    }
}
