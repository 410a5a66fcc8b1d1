namespace Ixt.Nexus.Typed.Tests;

/// <summary>Callbacks, references, nested objects, properties, cancellation, errors.</summary>
public sealed class ToolsTests : IAsyncLifetime
{
    private readonly ToolsService _service = new();
    private Pair _pair = null!;
    private ITools _tools = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await Pair.StartAsync(d => d.Provide<ITools>(_service));
        _tools = await _pair.Client.CreateAsync<ITools>().Soon();
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task A_callback_is_called_and_its_result_comes_back()
    {
        List<int> seen = [];
        int sum = await _tools.LaterAsync(
            k =>
            {
                seen.Add(k);
                return Task.FromResult(k * 10);
            },
            3).Soon();
        Assert.Equal(30, sum);
        Assert.Equal([0, 1, 2], seen);
    }

    [Fact]
    public async Task What_a_callback_throws_comes_back_through_the_service()
    {
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => _tools.LaterAsync(_ => throw new InvalidOperationException("not now"), 1).Soon());
        Assert.Equal(NexusErrorCodes.RemoteException, e.Remote.Code);
        Assert.Contains("not now", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_may_call_back()
        => Assert.Equal(3, await _tools.LaterAsync(async k => (int)await _tools.Math.AddAsync(k, 1), 2).Soon());

    [Fact]
    public async Task An_action_is_called_without_waiting_for_it()
    {
        TaskCompletionSource<string> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _tools.NotifyAsync(heard.SetResult, "news").Soon();
        Assert.Equal("news", await heard.Task.Soon());
    }

    [Fact]
    public async Task A_function_can_be_a_result_and_be_released()
    {
        Func<double, ValueTask<double>> add = await _tools.AdderAsync(10).Soon();
        Assert.Equal(11, await add(1).AsTask().Soon());
        Assert.Equal(13, await add(2).AsTask().Soon());
        Assert.NotNull(NexusReferences.Of(add));
        NexusReferences.Release(add);
        NexusReferences.Release(add);
        NexusException e = await Assert.ThrowsAsync<NexusException>(() => add(1).AsTask().Soon());
        Assert.Equal(NexusErrorCodes.ResourceAccessDenied, e.Code);
    }

    [Fact]
    public async Task Functions_can_be_left_out()
    {
        bool called = false;
        Func<CancellationToken, Task> function = _ =>
        {
            called = true;
            return Task.CompletedTask;
        };
        Assert.True(await _tools.SameAsync(null, null).Soon());
        Assert.False(await _tools.SameAsync(function, null).Soon());
        Assert.True(called);
    }

    [Fact]
    public async Task An_object_is_a_reference_with_properties_and_functions()
    {
        using ICounter counter = await _tools.MakeCounterAsync(5).Soon();
        Assert.Equal(5, await counter.GetValueAsync().Soon());
        Assert.Equal(6, await counter.NextAsync().AsTask().Soon());
        await counter.SetValueAsync(40).Soon();
        Assert.Equal(41, await counter.NextAsync().AsTask().Soon());
        Assert.Equal("counter", await counter.GetNameAsync(CancellationToken.None).AsTask().Soon());
    }

    [Fact]
    public async Task A_released_object_is_dead_and_its_owner_lives()
    {
        ICounter counter = await _tools.MakeCounterAsync().Soon();
        INexusProxy proxy = (INexusProxy)counter;
        Assert.True(proxy.IsConnected);
        counter.Dispose();
        Assert.False(proxy.IsConnected);
        NexusException e = await Assert.ThrowsAsync<NexusException>(() => counter.NextAsync().AsTask().Soon());
        Assert.Equal(NexusErrorCodes.ResourceAccessDenied, e.Code);
        Assert.Equal("tools", await _tools.WhoAsync().Soon());
    }

    [Fact]
    public async Task An_object_of_the_client_is_used_by_the_daemon()
    {
        Counter mine = new(1);
        Assert.Equal(2, await _tools.AdvanceAsync(mine).Soon());
        Assert.Equal(2, mine.Value);
    }

    [Fact]
    public async Task A_reference_that_goes_back_is_a_chain_and_works()
    {
        ICounter counter = await _tools.MakeCounterAsync(7).Soon();
        Assert.Equal(8, await _tools.AdvanceAsync(counter).Soon());
        ICounter? back = await _tools.PassOnAsync(counter).Soon();
        Assert.Equal(9, await back!.NextAsync().AsTask().Soon());
        Assert.Equal(9, await counter.GetValueAsync().Soon());
        Assert.Null(await _tools.PassOnAsync(null).Soon());
    }

    [Fact]
    public async Task References_travel_inside_of_records()
    {
        Counter mine = new(1);
        Bundle back = await _tools.BundleAsync(new Bundle(mine, [() => Task.FromResult("a"), () => Task.FromResult("b")])).Soon();
        Assert.Equal(2, await back.Counter.NextAsync().AsTask().Soon());
        Assert.Equal("b", await back.Functions[1]().Soon());
    }

    [Fact]
    public async Task A_nested_object_is_a_path_and_no_round_trip()
    {
        IMath math = _tools.Math;
        Assert.Same(math, _tools.Math);
        Assert.Equal(5, await math.AddAsync(2, 3).Soon());
        Assert.Equal(1, await math.Sums.GetValueAsync().Soon());
        await math.Sums.SetValueAsync(9).Soon();
        Assert.Equal(9, await _service.Math.Sums.GetValueAsync());
        ((INexusProxy)math).Release();
        Assert.Equal(5, await math.AddAsync(2, 3).Soon());
    }

    [Fact]
    public async Task Untyped_peers_reach_nested_objects_properties_and_functions_as_JavaScript_would()
    {
        NexusProxy tools = await _pair.Client.CreateAsync("test:tools").Soon();
        Assert.Equal(5, (await tools.InvokeAsync(NexusOperation.Apply, new[] { "math", "add" }, new NexusValue[] { 2, 3 }).AsTask().Soon()).AsDouble());
        Assert.Equal(1, (await tools.GetAsync("math", "sums", "value").AsTask().Soon()).AsDouble());
        await tools.InvokeAsync(NexusOperation.Set, new[] { "math", "sums", "value" }, new NexusValue[] { 4 }).AsTask().Soon();
        Assert.Equal(4, await _service.Math.Sums.GetValueAsync());
        NexusRef sums = (await tools.GetAsync("math", "sums").AsTask().Soon()).AsRef();
        Assert.Equal(5, (await sums.CallAsync("next", ReadOnlyMemory<NexusValue>.Empty).AsTask().Soon()).AsDouble());
        NexusRef who = (await tools.GetAsync("who").AsTask().Soon()).AsRef();
        Assert.Equal("tools", await who.CallAsync().AsTask().Soon());
        Assert.Equal(NexusValue.Undefined, await tools.GetAsync("nothing", "at", "all").AsTask().Soon());
        Assert.Equal(5, await sums.As<ICounter>().GetValueAsync().Soon());
    }

    [Fact]
    public async Task What_can_not_be_assigned_or_called_is_refused_with_the_codes_of_the_original()
    {
        NexusProxy tools = await _pair.Client.CreateAsync("test:tools").Soon();
        Assert.Equal(NexusErrorCodes.ResourceAccessDenied, await CodeOfAsync(NexusOperation.Set, "who"));
        Assert.Equal(NexusErrorCodes.ResourceAccessDenied, await CodeOfAsync(NexusOperation.Set, "math", "sums", "name"));
        Assert.Equal(NexusErrorCodes.ResourceNotFound, await CodeOfAsync(NexusOperation.Set, "nothing"));
        Assert.Equal(NexusErrorCodes.SetOnRoot, await CodeOfAsync(NexusOperation.Set));
        Assert.Equal(NexusErrorCodes.TargetNotCallable, await CodeOfAsync(NexusOperation.Apply, "math"));
        Assert.Equal(NexusErrorCodes.TargetNotCallable, await CodeOfAsync(NexusOperation.Apply, "local"));
        Assert.Equal(NexusErrorCodes.TargetNotCallable, await CodeOfAsync(NexusOperation.Apply));
        Assert.Equal(NexusErrorCodes.UsageInvalid, await CodeOfAsync(NexusOperation.Set, "math", "sums", "value"));

        async Task<string?> CodeOfAsync(NexusOperation operation, params string[] path) =>
            (await Assert.ThrowsAsync<NexusRemoteException>(() => tools.InvokeAsync(operation, path, new NexusValue[] { "x" }).AsTask().Soon())).Remote.Code;
    }

    [Fact]
    public async Task Members_of_base_interfaces_belong_to_the_contract_and_bodies_stay_here()
    {
        Assert.Equal("tools", await _tools.WhoAsync().Soon());
        Assert.Equal(8, _tools.Local(4));
    }

    [Fact]
    public async Task A_caller_can_give_up_waiting()
    {
        using CancellationTokenSource stop = new();
        Task call = _tools.WaitAsync(stop.Token);
        await _service.Waiting.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.False(_service.Stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task The_token_of_an_implementation_fires_when_the_session_ends()
    {
        Task call = _tools.WaitAsync(CancellationToken.None);
        await _service.Waiting.Task.Soon();
        await _pair.Client.DisposeAsync().AsTask().Soon();
        await _service.Stopped.Task.Soon();
        Assert.Equal(NexusErrorCodes.ConnectionClosed, (await Assert.ThrowsAsync<NexusException>(() => call.Soon())).Code);
    }

    [Fact]
    public async Task The_code_and_message_of_a_service_reach_the_caller()
    {
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => _tools.FailAsync("E_BUSY", "come back later").Soon());
        Assert.Equal(("E_BUSY", "come back later"), (e.Remote.Code, e.Remote.Message));
    }

    [Fact]
    public async Task A_result_of_another_type_than_the_contract_says_fails_by_name()
    {
        _pair.Daemon.Provide("test:liar", new NexusMembers().Function("echo", static (_, _) => new(NexusValue.From(7))));
        IEcho echo = await _pair.Client.CreateAsync<IEcho>(token: "test:liar").Soon();
        NexusException e = await Assert.ThrowsAsync<NexusException>(() => echo.EchoAsync("x").Soon());
        Assert.Equal((NexusErrorCodes.ProtocolError, "The result of 'test:liar.echo' is not what the contract says. Expected text, got a number."), (e.Code, e.Message));
    }
}
