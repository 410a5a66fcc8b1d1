using Ixt.Session;

namespace Ixt.Nexus.Tests.Sessions;

public sealed class MulticastTests
{
    [Fact]
    public async Task A_call_goes_to_all_and_the_results_come_in_the_order_of_the_targets()
    {
        await using TestNode node = TestNode.Client();
        await using RawPeer first = await ConnectAsync(node);
        await using RawPeer second = await ConnectAsync(node);
        NexusMulticast all = node.SelectMulticast("demo:svc");
        Task<IReadOnlyList<NexusMulticastResult>> call = all.CallAsync("who", new NexusValue[] { NexusValue.From(new NexusFunction((_, _) => new(1))) });
        string[] requests = [await first.ReceiveAsync(), await second.ReceiveAsync()];
        RawPeer[] peers = [first, second];

        // Every one has an id and a reference of its own, so that callbacks work.
        Assert.Distinct(requests.Select(r => Text.Parse(r)[4][0].AsString()));
        foreach (int i in new[] { 1, 0 })
        {
            string reference = Text.Parse(requests[i])[4][0].AsString()[3..];
            await peers[i].ExchangeAsync($"[3,5,\"{reference}\",[],[]]", "[5,5,1]");
            await peers[i].SendAsync($"[5,{Text.Parse(requests[i])[1]},\"peer {i}\"]");
        }

        IReadOnlyList<NexusMulticastResult> results = await call.OrHang();
        string[] expected = [.. all.Targets.Select(t => t.Peer.ConnectionId)];
        Assert.Equal(expected, results.Select(r => r.From.ConnectionId));
        Assert.Equal(["peer 0", "peer 1"], results.Select(r => r.Value.AsString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_error_of_one_is_its_result_and_a_lost_one_is_left_out()
    {
        await using TestNode node = TestNode.Client();
        await using RawPeer first = await ConnectAsync(node);
        await using RawPeer second = await ConnectAsync(node);
        await using RawPeer third = await ConnectAsync(node);
        Task<IReadOnlyList<NexusMulticastResult>> call = node.SelectMulticast("demo:svc").CallAsync("who", ReadOnlyMemory<NexusValue>.Empty);
        await first.SendAsync($$"""[6,{{Text.Parse(await first.ReceiveAsync())[1]}},{"code":"E_X"}]""");
        await second.ReceiveAsync();
        await second.DisposeAsync();
        await third.SendAsync($"[5,{Text.Parse(await third.ReceiveAsync())[1]},3]");
        IReadOnlyList<NexusMulticastResult> results = await call.OrHang();
        Assert.Equal(2, results.Count);
        Assert.Equal("E_X", Assert.IsType<NexusRemoteException>(Assert.Single(results, r => !r.IsFulfilled).Error).Remote.Code);
        Assert.Equal(3, Assert.Single(results, r => r.IsFulfilled).Value.AsInt32());
    }

    [Fact]
    public async Task To_nobody_it_gives_nothing_and_when_all_are_lost_it_fails()
    {
        await using TestNode node = TestNode.Client();
        Assert.Empty(await node.SelectMulticast("demo:svc").CallAsync("who", ReadOnlyMemory<NexusValue>.Empty));
        RawPeer only = await ConnectAsync(node);
        Task<IReadOnlyList<NexusMulticastResult>> call = node.SelectMulticast("demo:svc").CallAsync("who", ReadOnlyMemory<NexusValue>.Empty);
        await only.ReceiveAsync();
        await only.DisposeAsync();
        Assert.Equal("E_CONN_CLOSED", (await Assert.ThrowsAsync<NexusException>(() => call.OrHang())).Code);
    }

    [Fact]
    public async Task A_stream_yields_what_is_there_without_waiting_for_the_rest()
    {
        await using TestNode node = TestNode.Client();
        await using RawPeer first = await ConnectAsync(node);
        await using RawPeer second = await ConnectAsync(node);
        NexusMulticast all = node.SelectMulticast("demo:svc");
        RawPeer[] peers = all.Targets[0].Peer.ConnectionId == "conn-1" ? [first, second] : [second, first];
        await using IAsyncEnumerator<NexusMulticastResult> results = all.StreamAsync("who", ReadOnlyMemory<NexusValue>.Empty).GetAsyncEnumerator();
        Task<bool> next = results.MoveNextAsync().AsTask();
        await peers[0].SendAsync($"[5,{Text.Parse(await peers[0].ReceiveAsync())[1]},0]");
        Assert.True(await next.OrHang());
        Assert.Equal(0, results.Current.Value.AsInt32());
        next = results.MoveNextAsync().AsTask();
        await peers[1].SendAsync($"[5,{Text.Parse(await peers[1].ReceiveAsync())[1]},1]");
        Assert.True(await next.OrHang());
        Assert.Equal(1, results.Current.Value.AsInt32());
        Assert.False(await results.MoveNextAsync());
    }

    private static async Task<RawPeer> ConnectAsync(TestNode node)
    {
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
        NexusSession session = node.Attach(ours, dials: true);
        RawPeer peer = new(theirs);
        string id = Text.Parse(await peer.ReceiveAsync())[1].ToString();
        await peer.SendAsync(SessionBench.PeerAck(Dialect.Modern, id, "demo:svc"));
        await peer.ReceiveAsync();
        await session.Ready.OrHang();
        return peer;
    }
}
