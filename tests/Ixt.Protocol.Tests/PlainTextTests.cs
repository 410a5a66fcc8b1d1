using System.Text;
using System.Text.Unicode;

namespace Ixt.Protocol.Tests;

/// <summary>What ends the plain part of a string is found wherever it stands, and text that is not UTF-8 is refused wherever it stands.</summary>
public sealed class PlainTextTests
{
    [Fact]
    public void Every_byte_ends_plain_text_or_does_not_at_every_place()
    {
        byte[] text = new byte[150];
        for (int value = 0; value < 256; value++)
        {
            bool ends = value is < 0x20 or >= 0x80 or '"' or '\\';
            foreach (int length in (int[])[1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 150])
            {
                for (int at = 0; at < length; at++)
                {
                    Array.Fill(text, (byte)'A');
                    text[at] = (byte)value;
                    Assert.Equal(ends ? at : length, PlainText.Length(text.AsSpan(0, length)));
                }
            }
        }

        Assert.Equal(0, PlainText.Length([]));
    }

    [Theory]
    [InlineData("""{"type":"handle","id":"ü-long-enough-to-need-a-vector","message":{"topic":"tøpic.that.is.longer.than.thirty.two.bytes","payload":"AAAA"},"context":{"trace_id":"é","source_module":"m","timestamp":1}}""")]
    [InlineData("""{"type":"handle","id":1,"message":{"topic":"t","payload":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},"context":{"trace_id":"t","source_module":"m","timestamp":1}}""")]
    public void A_frame_with_any_byte_made_invalid_is_refused_as_such(string frame)
    {
        byte[] text = Encoding.UTF8.GetBytes(frame);
        Assert.IsType<HandleRequest>(RuntimeFrame.Read(text));
        for (int i = 0; i < text.Length; i++)
        {
            byte original = text[i];
            foreach (byte invalid in (byte[])[0x80, 0xBF, 0xC3, 0xE2, 0xF0, 0xFF])
            {
                text[i] = invalid;
                if (!Utf8.IsValid(text))
                {
                    ProtocolViolationException refused = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(text));
                    Assert.Contains("not valid UTF-8", refused.Message, StringComparison.Ordinal);
                }
            }

            text[i] = original;
        }
    }
}
