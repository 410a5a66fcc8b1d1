using System.Text;

namespace Ixt.Protocol.Tests;

/// <summary>Whatever the bytes, a reader answers or throws the one exception that a session knows how to answer.</summary>
public sealed class HostileInputTests
{
    private static readonly byte[] s_nasty = [.. "\0\u0001\n \"\\{}[],:01-+.eEuntf=_/"u8, 0x7F, 0x80, 0xC0, 0xE2, 0xED, 0xF4, 0xFF];

    public static TheoryData<string> Messages => [.. Spec.Vectors("messages").Select(v => v.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_truncation_is_refused(string name)
    {
        (byte[] text, MessageReader read) = Named(name);
        for (int length = 0; length < text.Length; length++)
        {
            ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => read(text.AsSpan(0, length)));
            Assert.Equal((ErrorCodes.ProtocolError, null, null), (violation.Code, violation.Pointer, violation.Id));
            Assert.False(FrameHeader.TryRead(text.AsSpan(0, length), out _));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Any_byte_may_change_into_any_nasty_one(string name)
    {
        (byte[] text, MessageReader read) = Named(name);
        int refusals = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte original = text[i];
            foreach (byte replacement in s_nasty)
            {
                text[i] = replacement;
                try
                {
                    // What passes must be writable too, and readable again.
                    read(read(text).ToUtf8());
                }
                catch (ProtocolViolationException)
                {
                    refusals++;
                }
            }

            text[i] = original;
        }

        Assert.True(refusals > text.Length, "most changes are refused");
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        Random random = new(7);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 2_000; i++)
        {
            random.NextBytes(bytes);
            int length = random.Next(bytes.Length);
            Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(bytes.AsSpan(0, length)));
            Assert.Throws<ProtocolViolationException>(() => ModuleFrame.Read(bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("""{"type":"handle","id":"1","message":{"topic":"\ud800","payload":""},"context":{"trace_id":"","source_module":"","timestamp":0}}""", null)]
    [InlineData("""{"type":"handle","id":"1","message":{"topic":"t","payload":""},"context":{"trace_id":"a\udc00","source_module":"","timestamp":0}}""", null)]
    [InlineData("""{"type":"handle","id":"1","message":{"topic":"t","payload":"\ud800\ud800"},"context":{"trace_id":"","source_module":"","timestamp":0}}""", "/message/payload")]
    [InlineData("""{"type":"\ud800","id":"1"}""", "/type")]
    public void A_lone_surrogate_is_refused_where_text_is_needed(string text, string? pointer)
    {
        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(pointer, violation.Pointer);
        Assert.Equal(new RequestId("1"), violation.Id);
    }

    [Fact]
    public void A_lone_surrogate_in_an_id_makes_it_unusable()
    {
        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read("""{"type":"health_check","id":"\ud800"}"""u8));

        Assert.Equal(("/id", null), (violation.Pointer, violation.Id));
    }

    [Theory]
    [InlineData("""{"type":"health_check","id":"1","x":"\ud800"}""")]
    [InlineData("""{"type":"health_check","id":"1","\ud800":1}""")]
    [InlineData("""{"type":"health_check","id":"1","x":{"\udfff":["\ud800"]}}""")]
    public void A_lone_surrogate_in_an_unknown_member_is_passed_over(string text)
    {
        Assert.Equal(new RequestId("1"), Assert.IsType<HealthCheckRequest>(RuntimeFrame.Read(Encoding.UTF8.GetBytes(text))).Id);
    }

    private static (byte[] Text, MessageReader Read) Named(string name)
    {
        var vector = Spec.Vectors("messages").Single(v => v.GetProperty("name").ValueEquals(name));
        return (Encoding.UTF8.GetBytes(vector.GetProperty("canonical").GetString()!), Readers.ByDefinition[vector.GetProperty("definition").GetString()!]);
    }
}
