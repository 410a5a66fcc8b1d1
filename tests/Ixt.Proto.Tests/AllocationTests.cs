using System.Buffers;
using System.Text.Json;

namespace Ixt.Proto.Tests;

/// <summary>What a message costs on its way.</summary>
public sealed class AllocationTests
{
    private static readonly HandleRequest s_handle = new()
    {
        Id = new RequestId("2"),
        Message = new HandleMessage { Topic = "my.service.process", Payload = new byte[4096], TtlMs = 5000 },
        Context = new MessageContext { TraceId = "t-1", SourceModule = "caller:1.0.0", Timestamp = 1234567890 },
    };

    [Fact]
    public void Writing_allocates_nothing()
    {
        ResponseSuccess response = new() { Id = new RequestId(7), Data = JsonElement.Parse("""{"result":"aGVsbG8="}""") };
        ArrayBufferWriter<byte> output = new(64 * 1024);
        Assert.Equal(0, Spent(() =>
        {
            output.ResetWrittenCount();
            s_handle.WriteProtobuf(output);
            response.WriteProtobuf(output);
        }));
    }

    [Fact]
    public void Reading_allocates_the_records_and_what_they_hold()
    {
        byte[] frame = Messages.Write(s_handle);

        // The payload's own bytes, three records, four strings.
        Assert.InRange(Spent(() => RuntimeFrame.ReadProtobuf(frame)), 4096, 4096 + 500);
    }

    private static long Spent(Action action)
    {
        for (int i = 0; i < 200; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }
}
