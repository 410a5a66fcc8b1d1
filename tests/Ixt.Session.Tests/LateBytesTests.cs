using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>Large bytes are filled in while their frame goes out; what arrives is the same as if they had been there before.</summary>
public sealed class LateBytesTests
{
    public static TheoryData<int, int, bool> Cuts
    {
        get
        {
            TheoryData<int, int, bool> cuts = [];
            foreach (int size in new[] { 32 * 1024, (96 * 1024) - 1, 96 * 1024, (96 * 1024) + 1, 300_001 })
            {
                int frame = Frame(Payload(size), false).Length;
                foreach (int taken in new[] { 0, 1, 5, 60, 100, 32 * 1024, 96 * 1024, 128 * 1024, 131_200, 300_100, frame - 1, frame, int.MaxValue })
                {
                    cuts.Add(size, taken, false);
                    cuts.Add(size, taken, true);
                }
            }

            return cuts;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task However_much_goes_out_at_once_the_frame_is_the_one_that_was_sent(int size, int taken, bool asProtobuf)
    {
        byte[] payload = Payload(size);
        byte[] expected = Frame(payload, asProtobuf);
        CuttingTransport transport = new(taken);
        OutgoingQueue queue = Queue(transport);
        Assert.True(queue.TryEnqueue(Serialize(payload, asProtobuf), now: true));

        // The sender may use its memory again.
        payload.AsSpan().Clear();
        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected, transport.Written);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_frame_that_others_go_before_keeps_its_bytes(bool asProtobuf)
    {
        byte[] first = Payload(200_000);
        byte[] second = Payload(100_000);
        byte[] third = Payload(50_000);
        byte[][] expected = [Frame(first, asProtobuf), Frame(second, asProtobuf), Frame(third, asProtobuf)];
        CuttingTransport transport = new(1000);
        OutgoingQueue queue = new(transport, 420_000, 1000, static _ => { });
        Assert.True(queue.TryEnqueue(Serialize(first, asProtobuf), now: true));
        Assert.True(queue.TryEnqueue(Serialize(second, asProtobuf), now: true));

        // There is no room for this one yet.
        FrameSerializer last = Serialize(third, asProtobuf);
        ValueTask<bool> waiting = queue.TryEnqueue(last, now: true) ? ValueTask.FromResult(true) : queue.EnqueueAsync(last, CancellationToken.None);
        first.AsSpan().Clear();
        second.AsSpan().Clear();
        third.AsSpan().Clear();
        transport.Open();
        Assert.True(await waiting.AsTask().OrHang());
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected.SelectMany(static frame => frame), transport.Written);
    }

    [Fact]
    public async Task Held_behind_small_frames_it_keeps_its_bytes()
    {
        byte[] payload = Payload(50_000);
        byte[] small = Payload(10);
        byte[][] expected = [Frame(small, false), Frame(payload, false)];
        CuttingTransport transport = new(int.MaxValue);
        transport.Open();
        OutgoingQueue queue = Queue(transport);
        queue.Append(Serialize(small, false), QueueRoom.Unbounded, now: true, hold: true);
        queue.Append(Serialize(payload, false), QueueRoom.Unbounded, now: true, hold: true);
        payload.AsSpan().Clear();
        queue.Flush();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected.SelectMany(static frame => frame), transport.Written);
    }

    [Fact]
    public async Task A_frame_that_is_left_to_the_pool_keeps_its_bytes()
    {
        byte[] payload = Payload(50_000);
        byte[] expected = Frame(payload, false);
        CuttingTransport transport = new(int.MaxValue);
        OutgoingQueue queue = Queue(transport);
        Assert.True(queue.TryEnqueue(Serialize(payload, false), now: false));
        payload.AsSpan().Clear();
        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected, transport.Written);
    }

    private static OutgoingQueue Queue(Transport transport) => new(transport, FrameLimits.MaxFrame, 1000, static _ => { });

    private static FrameSerializer Serialize(byte[] payload, bool asProtobuf)
    {
        FrameSerializer frame = FrameSerializer.Rent(FrameFormat.LengthLittleEndian, FrameLimits.MaxFrame);
        frame.Write(Request(payload), asProtobuf);
        frame.Finish(FrameFormat.LengthLittleEndian, FrameLimits.MaxFrame);
        Assert.Equal(payload.Length >= 32 * 1024, frame.Late.IsThere);
        return frame;
    }

    // Written at once, into memory that leaves nothing for later.
    private static byte[] Frame(byte[] payload, bool asProtobuf)
    {
        System.Buffers.ArrayBufferWriter<byte> content = new();
        if (asProtobuf)
        {
            Request(payload).WriteProtobuf(content);
        }
        else
        {
            Request(payload).WriteTo(content);
        }

        System.Buffers.ArrayBufferWriter<byte> frame = new();
        Framing.Write(frame, FrameFormat.LengthLittleEndian, content.WrittenSpan);
        return frame.WrittenSpan.ToArray();
    }

    private static HandleRequest Request(byte[] payload) => new()
    {
        Id = new RequestId(7),
        Message = new HandleMessage { Topic = "t", Payload = payload },
        Context = new MessageContext { TraceId = "x", SourceModule = "m", Timestamp = 1 },
    };

    private static byte[] Payload(int size)
    {
        byte[] payload = new byte[size];
        new Random(size).NextBytes(payload);
        return payload;
    }

    /// <summary>Takes so many bytes without waiting, in all, and the rest when it is opened.</summary>
    private sealed class CuttingTransport(int taken) : Transport
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MemoryStream _written = new();
        private int _left = taken;

        public override string Name => "cutting";

        internal byte[] Written => _written.ToArray();

        internal void Open() => _gate.SetResult();

        public override int TryWrite(ReadOnlySpan<byte> bytes)
        {
            int count = Math.Min(bytes.Length, _left);
            _left -= count;
            _written.Write(bytes[..count]);
            return count;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await _gate.Task;
            _written.Write(bytes.Span);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask CompleteWritesAsync() => throw new NotSupportedException();

        public override ValueTask DisposeAsync() => throw new NotSupportedException();
    }
}
