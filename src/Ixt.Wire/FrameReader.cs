namespace Ixt.Wire;

/// <summary>Takes frames off a stream one at a time: receive into <see cref="GetMemory"/>, <see cref="Advance"/>, then <see cref="TryRead"/> until it has no more.</summary>
/// <remarks>Not for concurrent use. Waiting is the caller's: nothing here blocks.</remarks>
public sealed class FrameReader : IDisposable
{
    private readonly ReceiveBuffer _buffer;
    private readonly int _maxPayload;
    private int _scanned;
    private int _needed;
    private int _toConsume;

    /// <summary>Makes a reader.</summary>
    /// <param name="format">The format, or <see langword="null"/> to tell IXT's two apart by the first four bytes.</param>
    /// <param name="maxPayload">Largest payload accepted, in bytes.</param>
    public FrameReader(FrameFormat? format = null, int maxPayload = FrameLimits.MaxFrame)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPayload);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPayload, int.MaxValue / 4);
        Format = format;
        _maxPayload = maxPayload;
        _needed = FrameLimits.DetectionSize;
        _buffer = new ReceiveBuffer();
    }

    /// <summary>The format; <see langword="null"/> until it could be told.</summary>
    public FrameFormat? Format { get; private set; }

    /// <summary>Bytes of a frame that is not whole yet.</summary>
    public int PartialBytes => _buffer.Unread.Length - _toConsume;

    /// <summary>Bytes looked at for line ends so far; a measure for tests that none is looked at twice.</summary>
    public long ScannedBytes { get; private set; }

    /// <summary>Bytes moved or copied inside of the reader so far; a measure for tests.</summary>
    public long MovedBytes => _buffer.MovedBytes;

    /// <summary>Room to receive into. Ends the life of the last frame.</summary>
    /// <returns>At least one byte; if the next frame's length is known, room for all that is missing of it.</returns>
    public Memory<byte> GetMemory()
    {
        Release();
        return _buffer.GetMemory(_needed);
    }

    /// <summary>Says how many bytes were received into <see cref="GetMemory"/>.</summary>
    /// <param name="count">Bytes.</param>
    public void Advance(int count) => _buffer.Advance(count);

    /// <summary>Takes the next whole frame, if it has arrived.</summary>
    /// <param name="frame">Its payload, in place: dead after the next call of any member.</param>
    /// <returns><see langword="false"/> when more bytes are needed.</returns>
    /// <exception cref="FrameException">The stream can't be trusted from here on. Thrown again by every later call.</exception>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        Release();
        while (true)
        {
            ReadOnlySpan<byte> unread = _buffer.Unread;
            if (Format is not { } format)
            {
                if (!Framing.TryDetect(unread, out format))
                {
                    frame = default;
                    return false;
                }

                Format = format;
            }

            FrameScan scan = Framing.Scan(format, unread, _maxPayload, _scanned);
            if (format == FrameFormat.Ndjson)
            {
                ScannedBytes += Math.Max(scan.Consumed, scan.Scanned) - _scanned;
            }

            _scanned = scan.Scanned;
            switch (scan.Status)
            {
                case FrameScanStatus.Frame:
                    _toConsume = scan.Consumed;
                    _needed = 1;
                    frame = unread[scan.Payload];
                    return true;
                case FrameScanStatus.Skip:
                    _buffer.Consume(scan.Consumed);
                    break;
                case FrameScanStatus.NeedMore:
                    _needed = scan.Needed;
                    frame = default;
                    return false;
                default:
                    throw FrameException.Of(scan.Fault, scan.Actual, _maxPayload);
            }
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _buffer.Dispose();

    // The frame handed out last stays in the buffer until the next call, so that it can be read in place.
    private void Release()
    {
        if (_toConsume > 0)
        {
            _buffer.Consume(_toConsume);
            _toConsume = 0;
        }
    }
}
