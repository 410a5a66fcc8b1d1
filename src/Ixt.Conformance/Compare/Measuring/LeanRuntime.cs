using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using Ixt.Conformance.Compare.Play;
using Ixt.Wire;
using Framing = Ixt.Conformance.Cases.Framing;

namespace Ixt.Conformance.Compare.Measuring;

/// <summary>A runtime that does as little as possible on one thread, so that what is measured is the module.</summary>
internal sealed class LeanRuntime : IDisposable
{
    private readonly Socket _socket;
    private readonly Framing _framing;
    private readonly ServiceDesk _desk;
    private readonly FrameReader _reader;

    /// <summary>Takes a connected socket over.</summary>
    public LeanRuntime(Socket socket, Framing framing, ServiceDesk desk, TimeSpan patience)
    {
        _socket = socket;
        _socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        _socket.SendTimeout = (int)patience.TotalMilliseconds;
        _framing = framing;
        _desk = desk;
        _reader = new FrameReader(framing == Framing.Ndjson ? FrameFormat.Ndjson : FrameFormat.LengthLittleEndian);
    }

    /// <summary>A payload with its framing, made before the clock runs.</summary>
    public byte[] Frame(ReadOnlySpan<byte> payload)
    {
        if (_framing == Framing.Ndjson)
        {
            return [.. payload, (byte)'\n'];
        }

        byte[] frame = new byte[FrameLimits.HeaderSize + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(FrameLimits.HeaderSize));
        return frame;
    }

    /// <summary>Sends a request and waits for its answer, serving calls meanwhile.</summary>
    /// <exception cref="StoppedException">None came.</exception>
    public void Ask(byte[] frame)
    {
        try
        {
            Send(frame);
            while (!TakeAnswer())
            {
                int received = _socket.Receive(_reader.GetMemory().Span);
                if (received == 0)
                {
                    throw new StoppedException("an answer while measuring", "the end of the stream");
                }

                _reader.Advance(received);
            }
        }
        catch (SocketException e)
        {
            throw new StoppedException("an answer while measuring", e.SocketErrorCode == SocketError.TimedOut || e.SocketErrorCode == SocketError.WouldBlock ? "nothing in time" : e.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }

    private bool TakeAnswer()
    {
        bool answered = false;
        while (_reader.TryRead(out ReadOnlySpan<byte> frame))
        {
            // Only a call has to be understood; everything else is the answer.
            if (frame.IndexOf("\"service_request\""u8) < 0)
            {
                answered = true;
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(frame.ToArray());
            if (document.RootElement.GetProperty("type").ValueEquals("service_request"u8))
            {
                if (_desk.Serve(document.RootElement) is { } reply)
                {
                    Send(Frame(reply));
                }
            }
            else
            {
                answered = true;
            }
        }

        return answered;
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }
}
