namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Peers that send without end and do not read.</summary>
public sealed class FloodTests
{
    private const int MaxUnsent = 64 * 1024;

    // What a session may hold against a peer that does not read: four times its bound, and what was on its way.
    private const int Bound = (4 * MaxUnsent) + (256 * 1024);

    [Theory]
    [InlineData("""[3,1,null,["demo:svc","echo"],["0123456789012345678901234567890123456789"]]""")]
    [InlineData("""[3,1,null,["demo:svc","nope"],[]]""")]
    [InlineData("""[3,1,null,["no service","nope"],["\u0003R:a","\u0003R:b","\u0003N:zz"]]""")]
    [InlineData("""[5,1,["\u0003R:a","\u0003R:b","\u0003R:c"]]""")]
    public async Task A_peer_that_floods_and_does_not_read_is_not_read_from_without_end(string packet)
    {
        await using TestNode node = Node(DemoService.Create());
        StallingTransport transport = Flood(packet, 100);
        NexusSession session = node.Attach(transport, dials: false);
        await session.Ready.OrHang();
        await transport.Stalled.OrHang();
        await StandsStillAsync(transport);
        Assert.InRange(transport.BytesRead, 1, 4 * Bound);
        Assert.False(session.IsClosed);
    }

    [Fact]
    public async Task A_peer_that_begins_its_handshake_again_and_again_and_does_not_read_is_answered_within_bounds()
    {
        const string request = """[10,1,{"context":"node-ipc-client","appId":"raw"},null]""";
        await using TestNode node = Node(DemoService.Create());
        StallingTransport transport = new(RawPeer.Frame(request), Enumerable.Repeat(RawPeer.Frame(request), 100).SelectMany(f => f).ToArray());
        NexusSession session = node.Attach(transport, dials: false);
        await transport.Stalled.OrHang();
        await StandsStillAsync(transport);
        Assert.InRange(transport.BytesRead, 1, 4 * Bound);
        Assert.False(session.IsClosed);
    }

    [Fact]
    public async Task Small_calls_with_large_answers_are_not_all_run_because_they_came_in_one_read()
    {
        int runs = 0;
        await using TestNode node = Node(DemoService.Create().Function("large", (_, _) =>
        {
            Interlocked.Increment(ref runs);
            return new(NexusValue.From(new string('x', 32 * 1024)));
        }));
        StallingTransport transport = Flood("""[3,1,null,["demo:svc","large"],[]]""", 1000);
        NexusSession session = node.Attach(transport, dials: false);
        await transport.Stalled.OrHang();
        await StandsStillAsync(transport);
        Assert.InRange(Volatile.Read(ref runs), 1, Bound / (32 * 1024));
        Assert.False(session.IsClosed);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_holds_up_nobody_else()
    {
        await using TestNode node = Node(DemoService.Create());
        node.Attach(Flood("""[3,1,null,["demo:svc","echo"],["x"]]""", 100), dials: false);
        (Ixt.Session.InMemoryTransport ours, Ixt.Session.InMemoryTransport theirs) = Ixt.Session.InMemoryTransport.CreatePair();
        node.Attach(ours, dials: false);
        await using RawPeer peer = new(theirs);
        await peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        await peer.SendAsync(SessionBench.ReadyPacket(Dialect.Modern));
        for (int i = 0; i < 100; i++)
        {
            await peer.ExchangeAsync($"""[3,{i},null,["demo:svc","add"],[{i},1]]""", $"[5,{i},{i + 1}]");
        }
    }

    [Fact]
    public async Task A_peer_that_reads_again_gets_everything()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create(), configure: o => o with { Limits = new() { MaxUnsentBytes = MaxUnsent } }, capacity: 16 * 1024);
        string text = new('x', 4000);
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                await bench.Peer.SendAsync($"""[3,{i},null,["demo:svc","echo"],["{text}"]]""");
            }
        });
        for (int i = 0; i < 1000; i++)
        {
            await bench.Peer.ExpectAsync($"[5,{i},\"{text}\"]");
        }

        await sending.OrHang();
    }

    private static TestNode Node(INexusDispatcher service) =>
        TestNode.Daemon(new() { AppId = "demo", Limits = new() { MaxUnsentBytes = MaxUnsent } }).With(SessionBench.Token, service);

    private static StallingTransport Flood(string packet, int times)
    {
        byte[] handshake = [.. RawPeer.Frame(SessionBench.Request(Dialect.Modern)), .. RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern))];
        byte[] frame = RawPeer.Frame(packet);
        return new(handshake, Enumerable.Repeat(frame, times).SelectMany(f => f).ToArray()) { FreeBytes = 300 };
    }

    // The reader runs on the pool: it stands still when a while of its chances goes by without a byte.
    private static async Task StandsStillAsync(StallingTransport transport)
    {
        long before = -1;
        for (int still = 0; still < 1000; still++)
        {
            await Task.Yield();
            if (transport.BytesRead != before)
            {
                before = transport.BytesRead;
                still = 0;
            }
        }
    }
}
