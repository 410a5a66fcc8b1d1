using System.Net.Sockets;
using Jint.Native;

namespace Ixt.NodeHost.Net;

/// <summary>One Unix socket of a script. Its methods and callbacks run on the engine's thread; completions arrive through the inbox.</summary>
internal sealed class Pipe : IDisposable
{
    private readonly IPipeHost _host;
    private readonly PipeCallbacks _callbacks;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private Socket? _socket;
    private bool _connecting;
    private bool _isRef = true;
    private bool _counted;
    private bool _closed;

    public Pipe(IPipeHost host, PipeCallbacks callbacks)
    {
        _host = host;
        _callbacks = callbacks;
        _reader = new PipeReader(host, callbacks, UpdateActivity);
        _writer = new PipeWriter(host, callbacks, UpdateActivity);
    }

    public void Connect(string path)
    {
        _connecting = true;
        UpdateActivity();
        if (System.Text.Encoding.UTF8.GetByteCount(path) is 0 or > 107)
        {
            _host.Loop.Inbox.Post(() => OnConnected("EINVAL"));
            return;
        }

        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        SocketAsyncEventArgs connect = new() { RemoteEndPoint = new UnixDomainSocketEndPoint(path) };
        connect.Completed += (_, e) => ConnectCompleted(e);
        if (!_socket.ConnectAsync(connect))
        {
            ConnectCompleted(connect);
        }
    }

    /// <summary>Reports a failed connect without trying.</summary>
    public void Refuse(string code)
    {
        _connecting = true;
        UpdateActivity();
        _host.Loop.Inbox.Post(() => OnConnected(code));
    }

    public void StartReading() => _reader.Start();

    public void StopReading() => _reader.Stop();

    /// <returns><see langword="null"/> when all bytes are with the kernel, "" when some wait (OnWrite follows), else the error's code.</returns>
    public string? Write(ReadOnlyMemory<byte> bytes) => _writer.Write(bytes);

    public void Shutdown() => _writer.Shutdown();

    public void SetRef(bool isRef)
    {
        _isRef = isRef;
        UpdateActivity();
    }

    /// <summary>Closes at once; OnClose runs in the loop's close phase.</summary>
    public void Close()
    {
        if (_closed)
        {
            return;
        }

        Dispose();
        _host.Loop.QueueClose(() => _host.Call(_callbacks.OnClose, _callbacks.Owner));
    }

    public void Dispose()
    {
        _closed = true;
        _connecting = false;
        _reader.Dispose();
        _writer.Dispose();
        _socket?.Dispose();
        UpdateActivity();
    }

    private void ConnectCompleted(SocketAsyncEventArgs e)
    {
        string? code = e.SocketError == SocketError.Success ? null : SocketErrors.CodeOf(e.SocketError);
        e.Dispose();
        _host.Loop.Inbox.Post(() => OnConnected(code));
    }

    private void OnConnected(string? code)
    {
        if (_closed)
        {
            return;
        }

        _connecting = false;
        if (code is null)
        {
            // Writes are tried directly first, so they must not block the engine.
            _socket!.Blocking = false;
            _reader.Attach(_socket);
            _writer.Attach(_socket);
        }

        UpdateActivity();
        _host.Call(_callbacks.OnConnect, _callbacks.Owner, code is null ? JsValue.Null : code);
    }

    /// <summary>As in libuv, a socket keeps the loop alive only while it waits for something.</summary>
    private void UpdateActivity()
    {
        bool active = _isRef && !_closed && (_connecting || _reader.IsActive || _writer.IsActive);
        if (active != _counted)
        {
            _counted = active;
            _host.Loop.ActiveHandles += active ? 1 : -1;
        }
    }
}
