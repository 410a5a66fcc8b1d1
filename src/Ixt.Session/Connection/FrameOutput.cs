using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Where messages write themselves: the frame's buffer, and the large bytes of which only the room is in it.</summary>
internal sealed class FrameOutput(FrameBuffer buffer) : ILateOutput
{
    // With less, there is nothing to be gained.
    private const int Least = 32 * 1024;

    private int _header;
    private bool _mayLeave;
    private LateBytes _late;

    /// <summary>What is missing in the buffer.</summary>
    internal LateBytes Late => _late;

    /// <summary>Starts a frame.</summary>
    /// <param name="format">Of a line, everything is needed at once: it must hold no line break.</param>
    internal void Begin(FrameFormat format)
    {
        _header = Framing.HeaderSize(format);
        _mayLeave = format != FrameFormat.Ndjson;
        _late = default;
    }

    /// <summary>Fills in what is missing.</summary>
    internal void Fill()
    {
        if (_late.IsThere)
        {
            _late.Fill(buffer.Whole());
            _late = default;
        }
    }

    public bool TryLeave(int offset, ReadOnlyMemory<byte> bytes)
    {
        if (!_mayLeave || bytes.Length < Least)
        {
            return false;
        }

        // One is enough: a frame with two is rare.
        _mayLeave = false;
        _late = new LateBytes(_header + buffer.PayloadLength + offset, bytes);
        return true;
    }

    public void Advance(int count) => buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => buffer.GetSpan(sizeHint);
}
