using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>Large bytes go out from where they are; what arrives is the same as if they had been copied into their frame.</summary>
public sealed class LateBytesTests
{
    public static TheoryData<int, int> Cuts
    {
        get
        {
            TheoryData<int, int> cuts = [];
            foreach (int size in new[] { (32 * 1024) - 1, 32 * 1024, 300_001 })
            {
                int frame = Frame(Payload(size)).Length;
                foreach (int taken in new[] { 0, 1, 4, 14, 15, 16, 17, 18, 19, 20, 32 * 1024, size, frame - 20, frame - 19, frame - 18, frame - 1, frame, int.MaxValue })
                {
                    cuts.Add(size, taken);
                }
            }

            return cuts;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task However_much_goes_out_at_once_the_frame_is_the_one_that_was_sent(int size, int taken)
    {
        byte[] payload = Payload(size);
        byte[] expected = Frame(payload);
        CuttingTransport transport = new(taken);
        OutgoingQueue queue = Queue(transport);
        Assert.True(queue.TryEnqueue(Serialize(payload), now: true));

        // The sender may use its memory again.
        payload.AsSpan().Clear();
        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected, transport.Written);
    }

    [Fact]
    public async Task A_frame_that_others_go_before_keeps_its_bytes()
    {
        byte[] first = Payload(200_000);
        byte[] second = Payload(100_000);
        byte[] third = Payload(50_000);
        byte[][] expected = [Frame(first), Frame(second), Frame(third)];
        CuttingTransport transport = new(1000);
        OutgoingQueue queue = new(transport, 310_000, 1000, static _ => { });
        Assert.True(queue.TryEnqueue(Serialize(first), now: true));
        Assert.True(queue.TryEnqueue(Serialize(second), now: true));

        // There is no room for this one yet.
        ValueTask<bool> waiting = queue.EnqueueAsync(Serialize(third), CancellationToken.None);
        Assert.False(waiting.IsCompleted);
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
        byte[][] expected = [Frame(small), Frame(payload)];
        CuttingTransport transport = new(int.MaxValue);
        transport.Open();
        OutgoingQueue queue = Queue(transport);
        queue.Append(Serialize(small), QueueRoom.Unbounded, now: true, hold: true);
        queue.Append(Serialize(payload), QueueRoom.Unbounded, now: true, hold: true);
        payload.AsSpan().Clear();
        queue.Flush();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected.SelectMany(static frame => frame), transport.Written);
    }

    [Fact]
    public async Task A_frame_that_is_left_to_the_pool_keeps_its_bytes()
    {
        byte[] payload = Payload(50_000);
        byte[] expected = Frame(payload);
        CuttingTransport transport = new(int.MaxValue);
        OutgoingQueue queue = Queue(transport);
        Assert.True(queue.TryEnqueue(Serialize(payload), now: false));
        payload.AsSpan().Clear();
        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(expected, transport.Written);
    }

    private static OutgoingQueue Queue(Transport transport) => new(transport, FrameLimits.MaxFrame, 1000, static _ => { });

    private static FrameSerializer Serialize(byte[] payload)
    {
        FrameSerializer frame = FrameSerializer.Rent(FrameFormat.LengthLittleEndian, FrameLimits.MaxFrame);
        frame.Write(Request(payload), asProtobuf: true);
        frame.Finish(FrameFormat.LengthLittleEndian, FrameLimits.MaxFrame);
        Assert.Equal(payload.Length >= 32 * 1024, frame.Late.IsThere);
        return frame;
    }

    // Written at once, into memory that leaves nothing for later.
    private static byte[] Frame(byte[] payload)
    {
        System.Buffers.ArrayBufferWriter<byte> content = new();
        Request(payload).WriteProtobuf(content);
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
