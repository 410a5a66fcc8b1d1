using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Session;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Tests;

public sealed class ServiceTests
{
    [Fact]
    public async Task Values_go_to_the_store_and_come_back_byte_for_byte()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        await RunAsync(async module =>
        {
            KvEntry absent = await module.Store.GetAsync("k");
            Assert.Equal((false, 0, null), (absent.Found, absent.Value.Length, absent.Text));
            Assert.False(await module.Store.ExistsAsync("k"));
            Assert.False(await module.Store.DeleteAsync("k"));
            await module.Store.SetAsync("k", bytes);
            Assert.True(await module.Store.ExistsAsync("k"));
            (bool found, ReadOnlyMemory<byte> value) = await module.Store.GetAsync("k");
            Assert.True(found);
            Assert.Equal(bytes, value.ToArray());
            await module.Store.SetAsync("empty", ReadOnlyMemory<byte>.Empty);
            Assert.Equal("", (await module.Store.GetAsync("empty")).Text);
            await module.Store.SetAsync("text", "grüße");
            Assert.Equal("grüße", (await module.Store.GetAsync("text")).Text);
            Assert.True(await module.Store.DeleteAsync("k"));
        });
    }

    [Fact]
    public async Task A_time_to_live_is_sent_in_whole_milliseconds_rounded_up()
    {
        FakeServices services = new();
        await RunAsync(
            async module =>
            {
                await module.Store.SetAsync("a", "v");
                await module.Store.SetAsync("b", "v", TimeSpan.FromSeconds(2));
                await module.Store.SetAsync("c", "v", TimeSpan.FromTicks(1));
                await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.Store.SetAsync("d", "v", TimeSpan.Zero));
                await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.Store.SetAsync("d", "v", TimeSpan.FromTicks(-1)));
            },
            services);
        Assert.Null(services["a"]!.TtlMs);
        Assert.Equal(2_000, services["b"]!.TtlMs);
        Assert.Equal(1, services["c"]!.TtlMs);
        Assert.Null(services["d"]);
    }

    [Fact]
    public async Task Fields_deeper_than_a_frame_may_be_are_not_sent()
    {
        JsonElement deep = JsonElement.Parse($$"""{"x":{{new string('[', 62)}}{{new string(']', 62)}}}""");
        await RunAsync(async module =>
        {
            IxtServiceException e = await Assert.ThrowsAsync<IxtServiceException>(
                () => module.Structured.LogAsync(new LoggingLogParams { Level = LogLevel.Info, Message = "m", Fields = deep }));
            Assert.Equal(ErrorCodes.ProtocolError, e.Code);
            await module.Structured.LogAsync(new LoggingLogParams { Level = LogLevel.Info, Message = "m", Fields = Json.Parse("{'ok':true}") });
        });
    }

    [Fact]
    public async Task The_longest_time_to_live_is_sent()
    {
        FakeServices services = new();
        await RunAsync(async module => await module.Store.SetAsync("a", "v", TimeSpan.MaxValue), services);
        Assert.Equal((TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) + 1, services["a"]!.TtlMs);
    }

    [Theory]
    [InlineData("k", 1, true)]
    [InlineData("識", 1024, true)]
    [InlineData("😀", 512, true)]
    [InlineData("", 1, false)]
    [InlineData("k", 1025, false)]
    [InlineData("😀", 513, false)]
    public async Task A_key_is_measured_in_UTF_16_code_units_before_it_is_sent(string unit, int times, bool isSent)
    {
        string key = string.Concat(Enumerable.Repeat(unit, times));
        FakeServices services = new();
        await RunAsync(
            async module =>
            {
                if (isSent)
                {
                    await module.Store.SetAsync(key, "v");
                    return;
                }

                await Assert.ThrowsAsync<ArgumentException>(() => module.Store.SetAsync(key, "v"));
                await Assert.ThrowsAsync<ArgumentException>(() => module.Store.GetAsync(key));
                await Assert.ThrowsAsync<ArgumentException>(() => module.Store.DeleteAsync(key));
                await Assert.ThrowsAsync<ArgumentException>(() => module.Store.ExistsAsync(key));
            },
            services);
        Assert.Equal(isSent, services[key] is not null);
    }

    // As chars: a string literal in an attribute cannot hold a lone surrogate.
    [Theory]
    [InlineData('a', '\ud800')]
    [InlineData('\ud800', 'a')]
    [InlineData('\udc00', '\ud800')]
    public async Task A_key_or_topic_with_a_lone_surrogate_is_not_sent(char first, char second)
    {
        string text = new([first, second]);
        FakeServices services = new();
        await RunAsync(
            async module =>
            {
                await Assert.ThrowsAsync<ArgumentException>(() => module.Store.SetAsync(text, "v"));
                await Assert.ThrowsAsync<ArgumentException>(() => module.SendAsync(text, "p"u8.ToArray()));
                await Assert.ThrowsAsync<ArgumentException>(() => module.SendAsync(new string('t', 256), "p"u8.ToArray()));
                await Assert.ThrowsAsync<ArgumentException>(() => module.SendAsync("", "p"u8.ToArray()));
            },
            services);
        Assert.Null(services[text]);
    }

    [Fact]
    public async Task A_failure_of_the_store_is_an_exception_with_its_code_message_and_details()
    {
        FakeServices services = new() { Intercept = Answer(HandlerResult.Failure(ErrorCodes.PermissionDenied, "not yours", Json.Parse("{'key':'k'}"))) };
        await RunAsync(
            async module =>
            {
                IxtServiceException e = await Assert.ThrowsAsync<IxtServiceException>(() => module.Store.GetAsync("k"));
                Assert.Equal((ErrorCodes.PermissionDenied, "not yours"), (e.Code, e.Message));
                Json.Equal("{'key':'k'}", e.Details);
            },
            services);
    }

    [Fact]
    public async Task A_success_that_lacks_what_it_must_have_is_a_protocol_error()
    {
        FakeServices services = new() { Intercept = Answer(HandlerResult.Success(Json.Parse("{'found':'yes'}"))) };
        await RunAsync(
            async module =>
            {
                IxtServiceException e = await Assert.ThrowsAsync<IxtServiceException>(() => module.Store.GetAsync("k"));
                Assert.Equal(ErrorCodes.ProtocolError, e.Code);
                Assert.Contains("/found", e.Message, StringComparison.Ordinal);
            },
            services);
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_fails_with_timeout()
    {
        FakeTimeProvider time = new();
        FakeServices services = new() { Intercept = Never };
        Task run = RunAsync(
            async module =>
            {
                IxtServiceException e = await Assert.ThrowsAsync<IxtServiceException>(() => module.Store.GetAsync("k"));
                Assert.Equal(ErrorCodes.Timeout, e.Code);
                SendResponse sent = await module.SendAsync("other", default);
                Assert.Equal((false, ErrorCodes.Timeout), (sent.Success, sent.Error!.Code));
                Assert.Same(time, module.Clock);
            },
            services,
            new ModuleRunOptions { TimeProvider = time, ServiceTimeout = TimeSpan.FromSeconds(10) });
        await services.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(run.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await services.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(10.1));
        await run;
    }

    [Fact]
    public async Task Cancelling_gives_up_the_wait()
    {
        FakeServices services = new() { Intercept = Never };
        await RunAsync(
            async module =>
            {
                using CancellationTokenSource cancellation = new();
                Task<KvEntry> get = module.Store.GetAsync("k", cancellation.Token);
                Task<SendResponse> send = module.SendAsync("t", default, cancellationToken: cancellation.Token);
                await services.NextRequestAsync();
                await cancellation.CancelAsync();
                Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get)).CancellationToken);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
            },
            services);
    }

    [Fact]
    public async Task The_loss_of_the_connection_fails_what_is_outstanding()
    {
        FakeServices services = new() { Intercept = Never };
        TaskCompletionSource<string> code = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Handle = async (module, _, _, _) =>
                {
                    IxtServiceException e = await Assert.ThrowsAsync<IxtServiceException>(() => module.Store.GetAsync("k"));
                    code.SetResult(e.Code);
                    return ModuleResult.Success();
                },
            },
            services: services);
        Task answer = runtime.SendAsync("t");
        await services.NextRequestAsync();
        await runtime.DisposeAsync();
        Assert.Equal("CONNECTION_LOST", await code.Task.Soon());
        await Task.WhenAny(answer).Soon();
    }

    [Fact]
    public async Task Sending_carries_topic_payload_priority_and_time_to_live()
    {
        List<MessageBusSendParams> sent = [];
        FakeServices services = new();
        services.Bus = (message, _) =>
        {
            sent.Add(message);
            return Task.FromResult<ModuleResponse>(new ResponseSuccess { Id = new RequestId(1), Data = Json.Parse("{'ok':1}") });
        };
        await RunAsync(
            async module =>
            {
                SendResponse response = await module.SendAsync("notifications.send", "hi"u8.ToArray());
                Assert.True(response.Success);
                Json.Equal("{'ok':1}", response.Data);
                Assert.Null(response.Error);
                await module.SendAsync("t", default, Priority.Critical, TimeSpan.FromSeconds(5));
                await module.SendAsync("t", default, ttl: TimeSpan.Zero);
            },
            services);
        Assert.Equal(("notifications.send", Priority.Low, null), (sent[0].Topic, sent[0].Priority, sent[0].TtlMs));
        Assert.Equal("hi"u8, sent[0].Payload.Span);
        Assert.Equal((Priority.Critical, 5_000L), (sent[1].Priority, sent[1].TtlMs));
        Assert.Equal(0, sent[2].TtlMs);
    }

    [Fact]
    public async Task An_error_of_the_other_module_and_one_of_the_bus_look_the_same()
    {
        FakeServices services = new();
        services.Bus = static (message, _) => Task.FromResult<ModuleResponse>(new ResponseError
        {
            Id = new RequestId(1),
            Error = new ErrorBody { Code = "INVALID_INPUT", Message = "no", Details = Json.Parse("[1]") },
        });
        services.Intercept = static (request, _) => new(request.Params.GetProperty("topic").GetString() == "nobody"
            ? HandlerResult.Failure(ErrorCodes.ModuleUnavailable, "nobody there")
            : null);
        await RunAsync(
            async module =>
            {
                SendResponse other = await module.SendAsync("t", default);
                Assert.Equal((false, "INVALID_INPUT", "no"), (other.Success, other.Error!.Code, other.Error.Message));
                Json.Equal("[1]", other.Error.Details);
                Assert.Null(other.Data);
                SendResponse bus = await module.SendAsync("nobody", default);
                Assert.Equal((false, ErrorCodes.ModuleUnavailable, "nobody there"), (bus.Success, bus.Error!.Code, bus.Error.Message));
            },
            services);
    }

    [Fact]
    public async Task Values_travel_as_json_by_their_contract()
    {
        FakeServices services = new();
        services.Bus = static (message, _) => Task.FromResult<ModuleResponse>(
            message.Topic == "fails"
                ? new ResponseError { Id = new RequestId(1), Error = new ErrorBody { Code = "NO", Message = "not today" } }
                : new ResponseSuccess { Id = new RequestId(1), Data = JsonElement.Parse(message.Payload.Span) });
        await RunAsync(
            async module =>
            {
                TestSettings settings = new() { DatabaseUrl = "pg://x", Retries = 7 };
                await module.Store.SetAsync("s", settings, TestJsonContext.Default.TestSettings, TimeSpan.FromSeconds(1));
                Assert.Equal(settings, (await module.Store.GetAsync("s")).Read(TestJsonContext.Default.TestSettings));
                Assert.Null((await module.Store.GetAsync("absent")).Read(TestJsonContext.Default.TestSettings));
                await module.Store.SetAsync("text", "no json");
                KvEntry text = await module.Store.GetAsync("text");
                Assert.Throws<JsonException>(() => text.Read(TestJsonContext.Default.TestSettings));

                SendResponse echo = await module.Messages.SendAsync("echo", settings, TestJsonContext.Default.TestSettings, Priority.High);
                Assert.Equal(settings, echo.GetData(TestJsonContext.Default.TestSettings));
                SendResponse failed = await module.Messages.SendAsync("fails", "{}");
                IxtServiceException e = Assert.Throws<IxtServiceException>(() => failed.GetData(TestJsonContext.Default.TestSettings));
                Assert.Equal(("NO", "not today"), (e.Code, e.Message));
            },
            services);
        Assert.Equal(1_000, services["s"]!.TtlMs);
    }

    [Fact]
    public async Task Services_work_inside_init_and_shutdown()
    {
        FakeServices services = new();
        TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Init = static async (module, _, _) => await module.Store.SetAsync("init", "1"),
                Shutdown = static async (module, _) => await module.Store.SetAsync("shutdown", "2"),
            },
            services: services);
        Assert.IsType<ResponseSuccess>(await runtime.ShutdownAsync());
        await runtime.DisposeAsync();
        Assert.NotNull(services["init"]);
        Assert.NotNull(services["shutdown"]);
    }

    [Fact]
    public async Task Structured_logs_are_one_way_unless_asked_otherwise()
    {
        FakeServices services = new();
        await RunAsync(
            async module =>
            {
                await module.Structured.LogAsync(LogLevel.Warn, "slow", ("ms", 1234), ("who", "x"));
                ServiceRequest oneWay = await services.NextRequestAsync();
                Assert.Null(oneWay.Id);
                Assert.Equal(("logging", "log"), (oneWay.Service, oneWay.Method));
                Json.Equal("{'level':'warn','message':'slow','fields':{'ms':1234,'who':'x'}}", oneWay.Params);
                await module.Structured.LogAsync(LogLevel.Info, "plain");
                Json.Equal("{'level':'info','message':'plain'}", (await services.NextRequestAsync()).Params);
                await module.Structured.LogAsync(LogLevel.Trace, "object", new JsonObject { ["a"] = new JsonArray(1) });
                Json.Equal("{'level':'trace','message':'object','fields':{'a':[1]}}", (await services.NextRequestAsync()).Params);
                await module.Structured.LogAsync(
                    new LoggingLogParams { Level = LogLevel.Fatal, Message = "all", Timestamp = 1.5, TraceId = "t-1" }, confirm: true);
                ServiceRequest confirmed = await services.NextRequestAsync();
                Assert.NotNull(confirmed.Id);
                Json.Equal("{'level':'fatal','message':'all','timestamp':1.5,'trace_id':'t-1'}", confirmed.Params);
                services.Intercept = Answer(HandlerResult.Failure("LOG_FULL", "no room"));
                Assert.Equal("LOG_FULL", (await Assert.ThrowsAsync<IxtServiceException>(() => module.Structured.LogAsync(
                    new LoggingLogParams { Level = LogLevel.Info, Message = "m" }, confirm: true))).Code);
                await module.Structured.LogAsync(LogLevel.Info, "one-way failures are not heard of");
            },
            services);
    }

    private static ValueTask<HandlerResult?> Never(ServiceRequest request, CancellationToken cancellationToken) =>
        new(Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith<HandlerResult?>(static _ => HandlerResult.Empty, TaskScheduler.Default));

    private static Func<ServiceRequest, CancellationToken, ValueTask<HandlerResult?>> Answer(HandlerResult result) => (_, _) => new(result);

    /// <summary>Runs the body as a module's handler: where its services are used.</summary>
    private static async Task RunAsync(Func<TestModule, Task> body, FakeServices? services = null, ModuleRunOptions? options = null)
    {
        Exception? failure = null;
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Handle = async (module, _, _, _) =>
                {
                    try
                    {
                        await body(module);
                    }
                    catch (Exception e)
                    {
                        failure = e;
                    }

                    return ModuleResult.Success();
                },
            },
            services: services,
            options: options);
        Assert.IsType<ResponseSuccess>(await runtime.SendAsync("run"));
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
