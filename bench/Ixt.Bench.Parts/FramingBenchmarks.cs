using BenchmarkDotNet.Attributes;
using Ixt.Wire;

namespace Ixt.Bench.Parts;

/// <summary>Frames out of a stream and into a buffer, without a look at what they hold.</summary>
public class FramingBenchmarks
{
    private readonly FrameReader _reader = new();
    private readonly FrameBuffer _buffer = new();
    private byte[] _payload = [];
    private byte[] _frame = [];

    [Params(32, 1024, 64 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [Params(FrameFormat.LengthLittleEndian, FrameFormat.Ndjson)]
    public FrameFormat Format { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        // As JSON text is: no line breaks, and it begins as the detection expects.
        _payload = [(byte)'{', .. Enumerable.Repeat((byte)'a', Bytes - 2), (byte)'}'];
        _frame = Frame().ToArray();
    }

    [Benchmark]
    public int Read()
    {
        for (int given = 0; given < _frame.Length;)
        {
            Memory<byte> room = _reader.GetMemory();
            int count = Math.Min(room.Length, _frame.Length - given);
            _frame.AsSpan(given, count).CopyTo(room.Span);
            _reader.Advance(count);
            given += count;
        }

        return _reader.TryRead(out ReadOnlySpan<byte> frame) ? frame.Length : throw new InvalidOperationException("No frame came out.");
    }

    [Benchmark]
    public int Write() => Frame().Length;

    private ReadOnlySpan<byte> Frame()
    {
        _buffer.Begin(Format, FrameLimits.MaxFrame);
        _payload.CopyTo(_buffer.GetSpan(_payload.Length));
        _buffer.Advance(_payload.Length);
        return _buffer.Finish();
    }
}
