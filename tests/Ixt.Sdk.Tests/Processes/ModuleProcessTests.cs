using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Sdk.Tests;

public sealed class ModuleProcessTests
{
    private const string HookConfig = "{'conformance':{'shutdown':[{'do':'kv_set','key':'hook','value':''},{'do':'stderr','message':'hook ran'}]}}";

    [Theory]
    [InlineData(null, ModuleProcess.ModuleId, "IXT_IPC_SOCKET is not set")]
    [InlineData("/tmp/x.sock", null, "IXT_MODULE_ID is not set")]
    [InlineData("/nonexistent/ixt.sock", ModuleProcess.ModuleId, "IXT_IPC_SOCKET to the path of the runtime's Unix socket")]
    public async Task Started_wrongly_it_says_what_to_set_in_one_line_and_exits_with_64(string? socket, string? id, string message)
    {
        await using ModuleProcess module = ModuleProcess.Start(ModuleProcess.Testee, ("IXT_IPC_SOCKET", socket), ("IXT_MODULE_ID", id));
        Assert.Equal(64, await module.ExitAsync());
        Assert.Contains(message, module.Stderr.Text, StringComparison.Ordinal);
        Assert.Single(module.Stderr.Text, '\n');
    }

    [Theory]
    [InlineData(FrameFormat.LengthLittleEndian)]
    [InlineData(FrameFormat.Ndjson)]
    public async Task It_lives_from_init_to_shutdown_on_a_real_socket(FrameFormat framing)
    {
        await using ModuleProcess module = await ModuleProcess.RunAsync(ModuleProcess.Testee, HookConfig, framing);
        JsonElement echo = await module.SucceedAsync("conformance.echo", "grüße");
        Assert.Equal("Z3LDvMOfZQ==", echo.GetProperty("payload").GetString());
        Json.Equal(
            "{'results':[{},{'found':true,'value':'AAE='},{'module_id':'my-module:1.0.0/instance-001'},{}]}",
            Assert.IsType<ResponseSuccess>(await module.PlayAsync(
                "[{'do':'kv_set','key':'k','value':'AAE='},{'do':'kv_get','key':'k'},{'do':'module_id'},{'do':'stderr','message':'grüße','error':true}]")).Data);
        Json.Equal("{'healthy':true}", Assert.IsType<ResponseSuccess>(await module.Session.HealthCheckAsync().Soon()).Data);
        Assert.IsType<ResponseSuccess>(await module.Session.ShutdownAsync().Soon());
        Assert.Equal(0, await module.ExitAsync());
        Assert.Equal($"[ERROR] {ModuleProcess.ModuleId}: grüße\n[INFO] {ModuleProcess.ModuleId}: hook ran\n", module.Stderr.Text);
        Assert.NotNull(module.Services["hook"]);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_drains_runs_the_hook_and_exits_with_0(string signal)
    {
        await using ModuleProcess module = await ModuleProcess.RunAsync(ModuleProcess.Testee, HookConfig);
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        module.Services.Intercept = async (request, _) =>
        {
            if (request.Method == "get")
            {
                await answer.Task;
            }

            return null;
        };
        Task<ModuleResponse> outstanding = module.PlayAsync("[{'do':'kv_get','key':'k'}]");
        Assert.Equal("get", (await module.Services.NextRequestAsync()).Method);
        await module.SignalAsync(signal);

        // The signal takes effect whenever it does: then, and not before, new messages are refused.
        await RefusedAsync().Soon();

        Assert.DoesNotContain("hook ran", module.Stderr.Text, StringComparison.Ordinal);
        answer.SetResult();
        Json.Equal("{'results':[{'found':false}]}", Assert.IsType<ResponseSuccess>(await outstanding).Data);
        Assert.Equal(0, await module.ExitAsync());
        Assert.Contains("hook ran", module.Stderr.Text, StringComparison.Ordinal);
        Assert.NotNull(module.Services["hook"]);

        async Task RefusedAsync()
        {
            while (await module.SendAsync("conformance.describe") is not ResponseError { Error.Code: ErrorCodes.ShuttingDown })
            {
            }
        }
    }

    [Fact]
    public async Task Further_signals_change_nothing()
    {
        await using ModuleProcess module = await ModuleProcess.RunAsync(ModuleProcess.Testee, HookConfig);
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        module.Services.Intercept = async (_, _) =>
        {
            await answer.Task;
            return null;
        };
        await module.SignalAsync("TERM");
        Assert.Equal("set", (await module.Services.NextRequestAsync()).Method);
        await module.SignalAsync("TERM");
        await module.SignalAsync("INT");

        // The hook is running, and is not disturbed: the process is still there to refuse a message.
        Assert.Equal(ErrorCodes.ShuttingDown, Assert.IsType<ResponseError>(await module.SendAsync("conformance.describe")).Error.Code);
        answer.SetResult();
        Assert.Equal(0, await module.ExitAsync());
        Assert.Single(module.Stderr.Text, '\n');
    }

    [Fact]
    public async Task The_end_of_the_stream_runs_the_hook_and_exits_with_0()
    {
        await using ModuleProcess module = await ModuleProcess.RunAsync(
            ModuleProcess.Testee, "{'conformance':{'shutdown':[{'do':'stderr','message':'hook ran'}]}}");
        await module.Session.DisposeAsync();
        Assert.Equal(0, await module.ExitAsync());
        Assert.Contains("hook ran", module.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_play_their_scripts()
    {
        await using ModuleProcess module = await ModuleProcess.RunAsync(
            ModuleProcess.Testee, "{'conformance':{'health':[{'do':'reply','data':{'healthy':false,'queue':3}}],'shutdown':[{'do':'throw','message':'stuck'}]}}");
        Json.Equal("{'healthy':false,'queue':3}", Assert.IsType<ResponseSuccess>(await module.Session.HealthCheckAsync().Soon()).Data);
        Assert.Equal("stuck", Assert.IsType<ResponseError>(await module.Session.ShutdownAsync().Soon()).Error.Message);
        Assert.Equal(1, await module.ExitAsync());
    }
}
