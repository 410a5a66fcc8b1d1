using System.Buffers;
using System.Text;

namespace Ixt.Wire.Tests;

public sealed class FramingTests
{
    [Theory, EveryCut("{\"a\":1}\n\r\n\n{\"b\":\"\u00e9\"}\r\n{}\n{\"cut")]
    public void Lines_come_out_whatever_the_cut(Cut cut)
    {
        Received received = Received.Of(cut, FrameFormat.Ndjson);
        Assert.Equal(["{\"a\":1}", "{\"b\":\"é\"}", "{}"], received.Texts);
        Assert.Equal("{\"cut"u8, received.Rest);
    }

    [Theory, EveryCut("\\x07\\x00\\x00\\x00{\"a\":1}\\x01\\x00\\x00\\x00\n\\x02\\x00\\x00\\x00{}\\x05\\x00\\x00\\x00{\"c")]
    public void Little_endian_frames_come_out_whatever_the_cut(Cut cut)
    {
        Received received = Received.Of(cut, FrameFormat.LengthLittleEndian);
        Assert.Equal(["{\"a\":1}", "\n", "{}"], received.Texts);
        Assert.Equal(7, received.Rest.Length);
    }

    [Theory, EveryCut("\\x00\\x00\\x00\\x07{\"a\":1}\\x00\\x00\\x00\\x02{}\\x00\\x00")]
    public void Big_endian_frames_come_out_whatever_the_cut(Cut cut)
    {
        Received received = Received.Of(cut, FrameFormat.LengthBigEndian);
        Assert.Equal(["{\"a\":1}", "{}"], received.Texts);
        Assert.Equal(2, received.Rest.Length);
    }

    [Theory, EveryCut("\\x07\\x00\\x00\\x00{\"a\":1}")]
    public void A_zero_fourth_byte_means_length(Cut cut)
    {
        Received received = Received.Of(cut, null);
        Assert.Equal(FrameFormat.LengthLittleEndian, received.Format);
        Assert.Equal(["{\"a\":1}"], received.Texts);
    }

    [Theory, EveryCut("{}\n{}\n")]
    public void Any_other_fourth_byte_means_lines_even_after_a_line_end(Cut cut)
    {
        Received received = Received.Of(cut, null);
        Assert.Equal(FrameFormat.Ndjson, received.Format);
        Assert.Equal(["{}", "{}"], received.Texts);
    }

    [Fact]
    public void Three_bytes_decide_nothing()
    {
        Assert.False(Framing.TryDetect("{}\n"u8, out _));
        Assert.True(Framing.TryDetect("{}\n{"u8, out _));
    }

    [Theory]
    [InlineData(FrameFormat.LengthLittleEndian, "\\x00\\x00\\x00\\x00x", FrameFault.Empty, 0L, "PROTOCOL_ERROR")]
    [InlineData(FrameFormat.LengthLittleEndian, "\\x0b\\x00\\x00\\x00", FrameFault.TooLarge, 11L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.LengthLittleEndian, "\\xff\\xff\\xff\\xff", FrameFault.TooLarge, 4294967295L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.LengthBigEndian, "\\x00\\x00\\x00\\x00x", FrameFault.Empty, 0L, "PROTOCOL_ERROR")]
    [InlineData(FrameFormat.LengthBigEndian, "\\x00\\x00\\x00\\x0b", FrameFault.TooLarge, 11L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.LengthBigEndian, "\\xff\\xff\\xff\\xff", FrameFault.TooLarge, 4294967295L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.Ndjson, "0123456789a", FrameFault.LineTooLong, 11L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.Ndjson, "0123456789a\r", FrameFault.LineTooLong, 11L, "FRAME_TOO_LARGE")]
    [InlineData(FrameFormat.Ndjson, "0123456789a\n", FrameFault.LineTooLong, 11L, "FRAME_TOO_LARGE")]
    public void A_frame_past_the_limit_is_refused_by_code_and_number(FrameFormat format, string input, FrameFault fault, long actual, string code)
    {
        foreach (Cut cut in Cut.Every(EveryCutAttribute.Parse(input)))
        {
            Received received = Received.Of(cut, format, maxPayload: 10);
            Assert.Equal(fault, received.Fault?.Fault);
            Assert.Equal(code, received.Fault!.Code);
            Assert.Equal(actual, received.Fault.Actual);
            Assert.Equal(10, received.Fault.Limit);
            if (actual > 0)
            {
                Assert.Contains(actual.ToString(System.Globalization.CultureInfo.InvariantCulture), received.Fault.Message);
                Assert.Contains("10", received.Fault.Message);
            }
        }
    }

    [Theory]
    [InlineData(FrameFormat.Ndjson)]
    [InlineData(FrameFormat.LengthLittleEndian)]
    [InlineData(FrameFormat.LengthBigEndian)]
    public void A_frame_up_to_the_limit_is_taken_and_one_byte_more_is_not(FrameFormat format)
    {
        const int Max = 1000;
        foreach (int length in new[] { 1, Max - 1, Max })
        {
            byte[] payload = Enumerable.Repeat((byte)'x', length).ToArray();
            foreach (Cut cut in Cut.Every(Write(format, payload, Max)))
            {
                Received received = Received.Of(cut, format, Max);
                Assert.Equal(payload, Assert.Single(received.Frames));
                Assert.Empty(received.Rest);
            }
        }

        byte[] over = Enumerable.Repeat((byte)'x', Max + 1).ToArray();
        Assert.Equal(FrameFault.TooLarge, Assert.Throws<FrameException>(() => Write(format, over, Max)).Fault);
        foreach (Cut cut in Cut.Every(Write(format, over, Max + 1)))
        {
            Assert.Equal("FRAME_TOO_LARGE", Received.Of(cut, format, Max).Fault?.Code);
        }
    }

    [Fact]
    public void A_line_of_the_limit_may_end_in_CR_LF()
    {
        foreach (Cut cut in Cut.Every("0123456789\r\n0123456789\n"u8.ToArray()))
        {
            Assert.Equal(["0123456789", "0123456789"], Received.Of(cut, FrameFormat.Ndjson, maxPayload: 10).Texts);
        }
    }

    [Fact]
    public void A_length_over_the_limit_is_refused_before_anything_is_buffered_for_it()
    {
        using FrameReader reader = new(FrameFormat.LengthLittleEndian, maxPayload: 1_000_000);
        new byte[] { 0x41, 0x42, 0x0f, 0x00 }.CopyTo(reader.GetMemory());
        reader.Advance(4);
        FrameException e = Assert.Throws<FrameException>(() => reader.TryRead(out _));
        Assert.Equal(1_000_001, e.Actual);
        Assert.Throws<FrameException>(() => reader.TryRead(out _));
    }

    [Fact]
    public void Nothing_to_write_and_line_breaks_in_a_line_are_refused()
    {
        Assert.Equal(FrameFault.Empty, Assert.Throws<FrameException>(() => Write(FrameFormat.Ndjson, [], 10)).Fault);
        Assert.Equal(FrameFault.Empty, Assert.Throws<FrameException>(() => Write(FrameFormat.LengthLittleEndian, [], 10)).Fault);
        Assert.Equal(FrameFault.LineBreakInside, Assert.Throws<FrameException>(() => Write(FrameFormat.Ndjson, "{\n}"u8.ToArray(), 10)).Fault);
        Assert.Equal(FrameFault.LineBreakInside, Assert.Throws<FrameException>(() => Write(FrameFormat.Ndjson, "{}\r"u8.ToArray(), 10)).Fault);
        Assert.Equal(7, Write(FrameFormat.LengthBigEndian, "{\n}"u8.ToArray(), 10).Length);
    }

    [Theory]
    [InlineData(FrameFormat.Ndjson)]
    [InlineData(FrameFormat.LengthLittleEndian)]
    [InlineData(FrameFormat.LengthBigEndian)]
    public void A_frame_buffer_writes_what_the_writer_function_writes(FrameFormat format)
    {
        using FrameBuffer buffer = new();
        foreach (string text in new[] { "{}", new string('y', 100_000), "{\"a\":\"é\"}" })
        {
            byte[] payload = Encoding.UTF8.GetBytes(text);
            buffer.Begin(format, FrameLimits.MaxFrame);
            foreach (byte[] part in payload.Chunk(777))
            {
                part.CopyTo(buffer.GetSpan(part.Length));
                buffer.Advance(part.Length);
            }

            Assert.Equal(Write(format, payload, FrameLimits.MaxFrame), buffer.Finish().ToArray());
        }
    }

    [Fact]
    public void A_frame_buffer_refuses_the_first_byte_past_the_limit()
    {
        using FrameBuffer buffer = new();
        buffer.Begin(FrameFormat.LengthLittleEndian, 10);
        buffer.GetSpan(100);
        buffer.Advance(10);
        Assert.Equal(11, Assert.Throws<FrameException>(() => buffer.Advance(1)).Actual);
    }

    private static byte[] Write(FrameFormat format, byte[] payload, int maxPayload)
    {
        ArrayBufferWriter<byte> output = new();
        Framing.Write(output, format, payload, maxPayload);
        return output.WrittenSpan.ToArray();
    }
}
