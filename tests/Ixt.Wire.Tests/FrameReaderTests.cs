using System.Buffers;

namespace Ixt.Wire.Tests;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(FrameFormat.Ndjson)]
    [InlineData(FrameFormat.LengthLittleEndian)]
    [InlineData(FrameFormat.LengthBigEndian)]
    public void The_largest_frame_arriving_byte_by_byte_is_neither_scanned_nor_moved_again_and_again(FrameFormat format)
    {
        byte[] payload = new byte[FrameLimits.MaxFrame];
        payload.AsSpan().Fill((byte)'x');
        ArrayBufferWriter<byte> output = new();
        Framing.Write(output, format, payload);
        ReadOnlySpan<byte> stream = output.WrittenSpan;
        using FrameReader reader = new(format);
        int frames = 0;
        for (int i = 0; i < stream.Length; i++)
        {
            reader.GetMemory().Span[0] = stream[i];
            reader.Advance(1);
            if (reader.TryRead(out ReadOnlySpan<byte> frame))
            {
                Assert.Equal(FrameLimits.MaxFrame, frame.Length);
                frames++;
            }
        }

        Assert.Equal(1, frames);
        Assert.Equal(format == FrameFormat.Ndjson ? stream.Length : 0, reader.ScannedBytes);

        // Doubling moves each byte once on average; a known length is grown to at once.
        Assert.InRange(reader.MovedBytes, 0, format == FrameFormat.Ndjson ? 2L * stream.Length : 1024);
    }

    [Fact]
    public void Many_small_frames_in_large_reads_move_only_the_cut_ones()
    {
        ArrayBufferWriter<byte> output = new();
        byte[] payload = new byte[100];
        for (int i = 0; i < 100_000; i++)
        {
            Framing.Write(output, FrameFormat.LengthLittleEndian, payload);
        }

        using FrameReader reader = new(FrameFormat.LengthLittleEndian);
        ReadOnlySpan<byte> rest = output.WrittenSpan;
        int frames = 0;
        int reads = 0;
        while (!rest.IsEmpty)
        {
            Span<byte> room = reader.GetMemory().Span;
            int count = Math.Min(room.Length, rest.Length);
            rest[..count].CopyTo(room);
            rest = rest[count..];
            reader.Advance(count);
            reads++;
            while (reader.TryRead(out _))
            {
                frames++;
            }
        }

        Assert.Equal(100_000, frames);
        Assert.InRange(reads, 1, output.WrittenCount / (ReceiveBuffer.DefaultCapacity / 4));
        Assert.InRange(reader.MovedBytes, 0, reads * 104L);
    }

    [Fact]
    public void A_buffer_gives_the_memory_of_a_large_frame_back()
    {
        using ReceiveBuffer buffer = new();
        Memory<byte> room = buffer.GetMemory(8 * 1024 * 1024);
        Assert.True(room.Length >= 8 * 1024 * 1024);
        buffer.Advance(8 * 1024 * 1024);
        buffer.Consume(8 * 1024 * 1024);
        buffer.GetMemory(1);
        Assert.InRange(buffer.Capacity, 1, ReceiveBuffer.DefaultCapacity);
    }

    [Fact]
    public void A_disposed_buffer_hands_out_no_memory()
    {
        ReceiveBuffer buffer = new();
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.GetMemory(1));
    }

    [Fact]
    public void The_buffer_keeps_what_is_unread_over_any_sequence_of_sizes()
    {
        Random random = new(12345);
        using ReceiveBuffer buffer = new(64);
        Queue<byte> expected = new();
        byte next = 0;
        for (int step = 0; step < 20_000; step++)
        {
            int needed = random.Next(1, 3000);
            Memory<byte> room = buffer.GetMemory(needed);
            Assert.True(room.Length >= Math.Max(1, needed - expected.Count), $"step {step}");
            int count = random.Next(0, Math.Min(room.Length, 700) + 1);
            for (int i = 0; i < count; i++)
            {
                room.Span[i] = next;
                expected.Enqueue(next++);
            }

            buffer.Advance(count);
            Assert.Equal(expected.Count, buffer.Unread.Length);
            int consumed = random.Next(0, expected.Count + 1);
            for (int i = 0; i < consumed; i++)
            {
                Assert.Equal(expected.Dequeue(), buffer.Unread[i]);
            }

            buffer.Consume(consumed);
        }
    }
}
