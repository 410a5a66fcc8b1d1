using System.Net.Sockets;
using System.Runtime.InteropServices;
using Jint.Native;

namespace Ixt.NodeHost.Net;

/// <summary>The writing half: tries the kernel first, queues what does not fit, keeps the order.</summary>
internal sealed class PipeWriter(IPipeHost host, PipeCallbacks callbacks, Action activityChanged) : IDisposable
{
    private readonly SocketAsyncEventArgs _send = new();
    private readonly Queue<ReadOnlyMemory<byte>> _pending = new();
    private Socket? _socket;
    private bool _inFlight;
    private bool _shutdownWanted;
    private bool _disposed;

    public bool IsActive => _pending.Count > 0 || _shutdownWanted;

    public void Attach(Socket socket)
    {
        _socket = socket;
        _send.Completed += (_, _) => host.Loop.Inbox.Post(OnSent);
    }

    public string? Write(ReadOnlyMemory<byte> bytes)
    {
        if (_socket is null || _disposed)
        {
            return "EBADF";
        }

        if (_pending.Count == 0)
        {
            while (true)
            {
                int sent = _socket.Send(bytes.Span, SocketFlags.None, out SocketError error);
                if (error == SocketError.WouldBlock)
                {
                    break;
                }

                if (error != SocketError.Success)
                {
                    return SocketErrors.CodeOf(error);
                }

                bytes = bytes[sent..];
                if (bytes.IsEmpty)
                {
                    return null;
                }
            }
        }

        _pending.Enqueue(bytes);
        activityChanged();
        SendNext();
        return "";
    }

    public void Shutdown()
    {
        _shutdownWanted = true;
        activityChanged();
        if (_pending.Count == 0)
        {
            host.Loop.Inbox.Post(ShutdownNow);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _pending.Clear();
        _shutdownWanted = false;
        if (!_inFlight)
        {
            _send.Dispose();
        }
    }

    private void SendNext()
    {
        if (!_inFlight)
        {
            Send(MemoryMarshal.AsMemory(_pending.Peek()));
        }
    }

    private void Send(Memory<byte> bytes)
    {
        _inFlight = true;
        _send.SetBuffer(bytes);
        if (!_socket!.SendAsync(_send))
        {
            host.Loop.Inbox.Post(OnSent);
        }
    }

    private void OnSent()
    {
        _inFlight = false;
        if (_disposed)
        {
            _send.Dispose();
            return;
        }

        SocketError error = _send.SocketError;
        if (error == SocketError.Success && _send.BytesTransferred < _send.Count)
        {
            // A stream send completes whole; should one not, the rest goes before anything else.
            Send(_send.MemoryBuffer.Slice(_send.Offset + _send.BytesTransferred, _send.Count - _send.BytesTransferred));
            return;
        }

        _pending.Dequeue();
        if (_pending.Count > 0)
        {
            SendNext();
        }
        else if (_shutdownWanted)
        {
            host.Loop.Inbox.Post(ShutdownNow);
        }

        activityChanged();
        host.Call(callbacks.OnWrite, callbacks.Owner, error == SocketError.Success ? JsValue.Null : SocketErrors.CodeOf(error));
    }

    private void ShutdownNow()
    {
        if (_disposed)
        {
            return;
        }

        _shutdownWanted = false;
        activityChanged();
        JsValue result = JsValue.Null;
        try
        {
            _socket!.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException e)
        {
            result = SocketErrors.CodeOf(e.SocketErrorCode);
        }

        host.Call(callbacks.OnShutdown, callbacks.Owner, result);
    }
}
