namespace Ixt.Nexus.Tests.Nodes;

/// <summary>Waits that are given up: by the caller, who gets its own token back, and by a service, whose caller is told so.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Whoever_gives_up_acquiring_gets_its_own_token_back()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusClient client = bench.Client();
        using CancellationTokenSource source = new();
        Task[] waits =
        [
            client.CreateAsync("never", cancellationToken: source.Token),

            // Of its own: on a session that stands a search of 0.3.1 finds its peer at once.
            bench.Client().CreateAsync("never", new NexusSearch { Descriptor = NexusDescriptor.Daemon("app") }, cancellationToken: source.Token),
            client.CreateMulticastAsync("never", [NexusTarget.Daemon("app")], cancellationToken: source.Token),
            client.SelectAsync("never", wait: TestTimeouts.Hang, cancellationToken: source.Token),
        ];
        await source.CancelAsync();
        foreach (Task wait in waits)
        {
            OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.OrHang());
            Assert.Equal(source.Token, cancelled.CancellationToken);
        }
    }

    [Fact]
    public async Task Whoever_gives_up_a_call_gets_its_own_token_back_and_the_session_goes_on()
    {
        TaskCompletionSource<NexusValue> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        daemon.Provide("slow", new NexusMembers().Function("wait", (_, _) => new(answer.Task)).Property("tag", () => "t"));
        NexusProxy proxy = await bench.Client().CreateAsync("slow").OrHang();
        using CancellationTokenSource source = new();
        Task<NexusValue>[] calls =
        [
            proxy.CallAsync("wait", ReadOnlyMemory<NexusValue>.Empty, source.Token).AsTask(),
            proxy.InvokeAsync(new[] { "wait" }, cancellationToken: source.Token).AsTask(),
        ];
        await source.CancelAsync();
        foreach (Task<NexusValue> call in calls)
        {
            Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrHang())).CancellationToken);
        }

        answer.SetResult("late");
        Assert.Equal("t", (await proxy.GetAsync("tag").OrHang()).AsString());
    }

    [Fact]
    public async Task A_service_that_gives_up_tells_E_ABORTED()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        daemon.Provide("quitter", new NexusMembers()
            .Function("throw", (_, _) => throw new OperationCanceledException("enough"))
            .Function("cancel", (_, _) => ValueTask.FromCanceled<NexusValue>(source.Token)));
        NexusProxy proxy = await bench.Client().CreateAsync("quitter").OrHang();
        NexusRemoteException thrown = await Assert.ThrowsAsync<NexusRemoteException>(() => proxy.CallAsync("throw").OrHang());
        Assert.Equal((NexusErrorCodes.Aborted, "Error", "enough"), (thrown.Remote.Code, thrown.Remote.Name, thrown.Remote.Message));
        Assert.Equal(NexusErrorCodes.Aborted, (await Assert.ThrowsAsync<NexusRemoteException>(() => proxy.CallAsync("cancel").OrHang())).Remote.Code);
    }

    [Fact]
    public async Task A_member_of_a_service_can_be_assigned_and_a_nested_one_called()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusValue kept = 1;
        daemon.Provide("box", new NexusMembers()
            .Property("kept", () => kept, v => kept = v)
            .Property("fixed", () => 1)
            .Nested("deep", new NexusMembers().Nested("deeper", new NexusMembers().Function("add", (a, _) => new(a.Span[0].AsDouble() + 1)))));
        NexusProxy proxy = await bench.Client().CreateAsync("box").OrHang();
        await proxy.SetAsync("kept", "new").AsTask().OrHang();
        Assert.Equal("new", (await proxy.GetAsync("kept").OrHang()).AsString());
        await Assert.ThrowsAsync<NexusRemoteException>(() => proxy.SetAsync("fixed", 2).AsTask().OrHang());
        Assert.Equal(5, (await proxy.InvokeAsync(new[] { "deep", "deeper", "add" }, new NexusValue[] { 4 }).OrHang()).AsInt32());
    }
}
