using System.Text;
using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Frames of any size, in any pieces.</summary>
public sealed class FrameTests
{
    private const int Max = 16 * 1024 * 1024;

    [Fact]
    public async Task A_frame_of_just_16_MiB_is_received_and_answered_by_one()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        const string Head = """[3,1,null,["demo:svc","argc"],[""";
        string text = new('x', Max - Head.Length - 4);
        await bench.Peer.ExchangeAsync($"{Head}\"{text}\"]]", "[5,1,1]");
        Task sending = bench.Peer.SendAsync("""[3,2,null,["demo:svc","echo"],[""" + $"\"{text}\"]]");
        byte[] answer = await bench.Peer.TryReceiveAsync() ?? [];
        Assert.Equal("[5,2,\"\"]".Length + text.Length, answer.Length);
        await sending;
    }

    [Fact]
    public async Task A_result_of_just_16_MiB_is_sent_and_one_byte_more_spoils_its_call()
    {
        const int Overhead = 9; // [5,1,""] and the id's second digit
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create().Function("make", (arguments, _) => new(NexusValue.From(new string('é', arguments.Span[0].AsInt32()) + new string('x', arguments.Span[1].AsInt32())))));
        await bench.Peer.SendAsync($"""[3,10,null,["demo:svc","make"],[{(Max - Overhead) / 2},1]]""");
        Assert.Equal(Max, (await bench.Peer.TryReceiveAsync())!.Length);
        await bench.Peer.SendAsync($"""[3,11,null,["demo:svc","make"],[{(Max - Overhead) / 2},2]]""");
        await bench.Peer.ExpectErrorAsync("11", "E_PROTOCOL_ERROR");
        await bench.Peer.ExchangeAsync("""[3,2,null,["demo:svc","add"],[1,2]]""", "[5,2,3]");
    }

    [Fact]
    public async Task A_call_of_just_16_MiB_is_sent_and_one_byte_more_fails_it_and_nothing_else()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        int overhead = """[3,1,null,["demo:svc","x"],[""]]""".Length;
        ValueTask<NexusValue> call = bench.CallAsync("x", new string('x', Max - overhead));
        Assert.Equal(Max, (await bench.Peer.TryReceiveAsync())!.Length);
        await bench.Peer.SendAsync("[5,1,1]");
        Assert.Equal(1, (await call.OrHang()).AsInt32());
        Assert.Equal("E_PROTOCOL_ERROR", Assert.Throws<NexusException>(() => { _ = bench.CallAsync("x", new string('x', Max - overhead + 1)); }).Code);
        call = bench.CallAsync("x");
        Assert.Equal("""[3,3,null,["demo:svc","x"],[]]""", await bench.Peer.ReceiveAsync());
        await bench.Peer.SendAsync("[5,3,3]");
        Assert.Equal(3, (await call.OrHang()).AsInt32());
    }

    [Fact]
    public async Task A_frame_of_one_byte_more_is_refused_by_its_header()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendBytesAsync(new byte[] { 1, 0, 0, 1 });
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_header_whose_body_does_not_come_just_waits()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendBytesAsync(new byte[] { 1, 0, 0, 0 });
        bench.Time.Advance(TimeSpan.FromDays(1));
        bench.Node.With("demo:late", DemoService.Create());
        await bench.Peer.ExpectAsync("""[15,null,["demo:late"]]""");
        Assert.True(bench.Session.IsReady);
    }

    [Fact]
    public async Task Everything_may_arrive_byte_by_byte()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        string text = new('é', 20_000);
        byte[][] frames = [RawPeer.Frame(SessionBench.Request(Dialect.Modern)), RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern)), RawPeer.Frame($"""[3,1,null,["demo:svc","echo"],["{text}"]]""")];
        foreach (byte b in frames.SelectMany(f => f))
        {
            await bench.Peer.SendBytesAsync(new[] { b });
        }

        await bench.Peer.ExpectAsync(SessionBench.Ack());
        await bench.Peer.ExpectAsync($"[5,1,\"{text}\"]");
    }

    [Fact]
    public void A_large_frame_that_arrives_in_small_pieces_is_not_copied_again_for_each()
    {
        using FrameReader reader = new(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);
        byte[] frame = RawPeer.Frame(Encoding.UTF8.GetBytes(new string('x', NexusLimits.MaxFrame)));
        int at = 0;
        bool whole = false;
        while (!whole)
        {
            int count = Math.Min(7, frame.Length - at);
            frame.AsMemory(at, count).CopyTo(reader.GetMemory());
            reader.Advance(count);
            at += count;
            whole = reader.TryRead(out _);
        }

        Assert.Equal(frame.Length, at);
        Assert.InRange(reader.MovedBytes, 0, frame.Length);
    }

    [Fact]
    public async Task Frames_in_every_two_pieces_are_the_same_frames()
    {
        byte[] bytes = [.. RawPeer.Frame(SessionBench.Request(Dialect.Modern)), .. RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern)), .. RawPeer.Frame("""[3,1,null,["demo:svc","add"],[1,2]]""")];
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
            await bench.Peer.SendBytesAsync(bytes.AsMemory(0, cut));
            await bench.Peer.SendBytesAsync(bytes.AsMemory(cut));
            await bench.Peer.ExpectAsync(SessionBench.Ack());
            await bench.Peer.ExpectAsync("[5,1,3]");
        }
    }

    [Fact]
    public async Task A_stream_that_ends_anywhere_ends_the_session()
    {
        byte[] bytes = [.. RawPeer.Frame(SessionBench.Request(Dialect.Modern)), .. RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern)), .. RawPeer.Frame("""[3,1,null,["demo:svc","add"],[1,2]]""")];
        for (int cut = 0; cut < bytes.Length; cut++)
        {
            await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
            await bench.Peer.SendBytesAsync(bytes.AsMemory(0, cut));
            await bench.Peer.EndAsync();
            await bench.Session.Ended.OrHang();
        }
    }

    [Fact]
    public async Task What_came_with_the_secret_may_be_more_than_the_reader_has_room_for()
    {
        await using TestNode node = TestNode.Daemon().With(SessionBench.Token, DemoService.Create());
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair(1024 * 1024);
        string text = new('x', 300_000);
        byte[] received = [.. RawPeer.Frame(SessionBench.Request(Dialect.Modern)), .. RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern)), .. RawPeer.Frame($"""[3,1,null,["demo:svc","echo"],["{text}"]]""")];
        node.Attach(ours, dials: false, received);
        await using RawPeer peer = new(theirs);
        await peer.ExpectAsync(SessionBench.Ack());
        await peer.ExpectAsync($"[5,1,\"{text}\"]");
    }
}
