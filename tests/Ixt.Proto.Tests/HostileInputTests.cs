using Google.Protobuf;

namespace Ixt.Proto.Tests;

/// <summary>Whatever the bytes, a reader answers or throws the one exception that a session knows how to answer.</summary>
public sealed class HostileInputTests
{
    private static readonly byte[] s_nasty = [0x00, 0x01, 0x02, 0x07, 0x08, 0x0A, 0x0B, 0x0C, 0x10, 0x12, 0x1A, 0x22, 0x7B, 0x7D, 0x7F, 0x80, 0xC0, 0xE2, 0xED, 0xF4, 0xFF];

    public static TheoryData<string> Vectors => [.. Ixt.Proto.Tests.Vectors.Canonical.Keys, .. Ixt.Proto.Tests.Vectors.Variants.Keys];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_cut_of_a_frame_is_refused_and_of_a_part_is_what_google_takes_it_for(string name)
    {
        Vector vector = Named(name);
        bool isFrame = vector.Message is "RuntimeFrame" or "ModuleFrame";
        for (int length = 0; length < vector.Bytes.Length; length++)
        {
            byte[] cut = vector.Bytes[..length];
            try
            {
                IProtocolMessage message = Messages.Read(vector.Definition, cut);
                Assert.True(Google.Parse(vector.Message, cut).CalculateSize() <= length);

                // Behind a frame's one alternative there are at most fields that nobody knows.
                Assert.Equal(isFrame, vector.Json == Messages.Json(message));
                Assert.True(!isFrame || name.Contains("unknown fields", StringComparison.Ordinal));
            }
            catch (ProtocolViolationException violation)
            {
                Assert.Equal(ErrorCodes.ProtocolError, violation.Code);
                Assert.True(!isFrame || violation.Id is null || violation.Pointer is not null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Any_byte_may_change_into_any_nasty_one(string name)
    {
        Vector vector = Named(name);
        byte[] bytes = [.. vector.Bytes];
        int refusals = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            foreach (byte replacement in s_nasty)
            {
                bytes[i] = replacement;
                try
                {
                    // What passes must be writable too, both ways, and readable again.
                    IProtocolMessage message = Messages.Read(vector.Definition, bytes);
                    string json = Messages.Json(message);
                    Assert.Equal(json, Messages.Json(Messages.Read(vector.Definition, Messages.Write(message))));
                    Assert.Equal(json, Messages.Json(Messages.ReadJson(message.GetType().Name, json)));
                }
                catch (ProtocolViolationException)
                {
                    refusals++;
                }
            }

            bytes[i] = vector.Bytes[i];
        }

        Assert.True(refusals > 0);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void What_we_take_of_changed_bytes_google_takes_for_the_same(string name)
    {
        Vector vector = Named(name);
        if (vector.Json.Contains("\"data\"", StringComparison.Ordinal) || vector.Json.Contains("\"params\"", StringComparison.Ordinal))
        {
            // Google's side converts free-form objects from their text alone: those with bytes or messages are compared as vectors.
            Assert.NotNull(Google.Parse(vector.Message, vector.Bytes));
            return;
        }

        Random random = new(42);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. vector.Bytes];
            if (bytes.Length > 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            IProtocolMessage message;
            try
            {
                message = Messages.Read(vector.Definition, bytes);
            }
            catch (ProtocolViolationException)
            {
                continue;
            }

            string theirs = GoogleToJson.Convert(Google.Parse(vector.Message, bytes));
            Assert.Equal(Messages.Json(message), Messages.Json(Messages.ReadJson(message.GetType().Name, theirs)));
        }
    }

    [Fact]
    public void Random_bytes_are_answered_or_refused()
    {
        Random random = new(7);
        byte[] bytes = new byte[64];
        int refusals = 0;
        for (int i = 0; i < 4_000; i++)
        {
            random.NextBytes(bytes);
            int length = random.Next(bytes.Length);
            foreach (string definition in new[] { "HandleRequest", "ServiceRequest", "HandleMessage", "LoggingLogParams", "SendSuccess", "KvGetResult" })
            {
                try
                {
                    Messages.Read(definition, bytes.AsSpan(0, length));
                }
                catch (ProtocolViolationException)
                {
                    refusals++;
                }
            }
        }

        Assert.True(refusals > 20_000, $"{refusals} refusals");
    }

    [Theory]
    [InlineData("ffffffff07")]
    [InlineData("ffffff7f")]
    [InlineData("ffffffffffffffff7f")]
    public void A_declared_length_makes_nobody_allocate(string length)
    {
        byte[] frame = Convert.FromHexString("12" + length + "0a");
        Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.ReadProtobuf(frame));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.ReadProtobuf(frame));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024);
    }

    [Fact]
    public void A_frame_of_nothing_but_the_smallest_fields_is_read_in_one_pass()
    {
        // One past what would be noticed if fields were copied or merged: 16 MiB of them.
        byte[] many = new byte[FrameSize];
        for (int i = 0; i < many.Length - 1; i += 2)
        {
            many[i] = 0x78;
        }

        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.ReadProtobuf(many.AsSpan(0, many.Length - 1)));

        Assert.Equal(("/type", null), (violation.Pointer, violation.Id));
    }

    private const int FrameSize = 16_777_215;

    private static Vector Named(string name) =>
        Ixt.Proto.Tests.Vectors.Canonical.TryGetValue(name, out Vector? vector) ? vector : Ixt.Proto.Tests.Vectors.Variants[name];
}
