using System.Net.Sockets;
using Jint.Native;

namespace Ixt.NodeHost.Net;

/// <summary>The reading half: one receive at a time, asked for by the engine's thread, so a script that stops reading stops the peer.</summary>
internal sealed class PipeReader(IPipeHost host, PipeCallbacks callbacks, Action activityChanged) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private readonly SocketAsyncEventArgs _receive = new();
    private Socket? _socket;
    private bool _inFlight;
    private bool _ended;
    private bool _disposed;
    private bool _hasHeld;

    /// <summary>The script wants data and there may be more.</summary>
    public bool IsActive { get; private set; }

    public void Attach(Socket socket)
    {
        _socket = socket;
        _receive.SetBuffer(new byte[ChunkSize]);
        _receive.Completed += (_, _) => host.Loop.Inbox.Post(OnReceived);
    }

    public void Start()
    {
        if (_ended || _disposed || _socket is null)
        {
            return;
        }

        SetActive(true);
        if (_hasHeld)
        {
            // It arrived while reading was stopped; hand it over in its own turn, as a read would be.
            _hasHeld = false;
            _inFlight = true;
            host.Loop.Inbox.Post(OnReceived);
        }
        else
        {
            Receive();
        }
    }

    public void Stop() => SetActive(false);

    public void Dispose()
    {
        _disposed = true;
        SetActive(false);

        // A receive in flight completes (aborted) when the socket closes; its arguments must live until then.
        if (!_inFlight)
        {
            _receive.Dispose();
        }
    }

    private void Receive()
    {
        if (_inFlight)
        {
            return;
        }

        _inFlight = true;
        if (!_socket!.ReceiveAsync(_receive))
        {
            host.Loop.Inbox.Post(OnReceived);
        }
    }

    private void OnReceived()
    {
        _inFlight = false;
        if (_disposed)
        {
            _receive.Dispose();
            return;
        }

        if (!IsActive)
        {
            _hasHeld = true;
            return;
        }

        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            _ended = true;
            SetActive(false);
            JsValue result = _receive.SocketError == SocketError.Success ? JsValue.Null : SocketErrors.CodeOf(_receive.SocketError);
            host.Call(callbacks.OnRead, callbacks.Owner, result);
            return;
        }

        byte[] bytes = _receive.MemoryBuffer.Span[.._receive.BytesTransferred].ToArray();

        // Asked for before the script runs: what the peer sends meanwhile is there when it is done.
        Receive();
        host.Call(callbacks.OnRead, callbacks.Owner, host.WrapBytes(bytes));
    }

    private void SetActive(bool active)
    {
        if (IsActive != active)
        {
            IsActive = active;
            activityChanged();
        }
    }
}
