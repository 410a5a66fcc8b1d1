using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Testing.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_started_module_has_its_configuration_and_its_id()
    {
        string seen = "";
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule
            {
                Init = (module, config) =>
                {
                    seen = $"{module.Id} {config.GetString("greeting", "?")}";
                    return default;
                },
            },
            new() { Config = new JsonObject { ["greeting"] = "Grüße" }, ModuleId = "greeter:2.0.0/a" });
        Assert.Equal("greeter:2.0.0/a Grüße", seen);
    }

    [Fact]
    public async Task Without_options_a_module_has_an_empty_configuration_and_some_id()
    {
        string seen = "";
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule
        {
            Init = (module, config) =>
            {
                seen = module.Id + config.Root.GetRawText();
                return default;
            },
        });
        Assert.Equal("test-module:1.0.0/instance-001{}", seen);
    }

    [Fact]
    public async Task An_init_that_fails_is_an_exception_with_code_message_and_what_stands_on_stderr()
    {
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => ModuleHarness.StartAsync(new SampleModule
        {
            Init = static (module, config) =>
            {
                module.Line("reading the configuration");
                config.GetRequiredString("database_url");
                return default;
            },
        }));
        Assert.Equal(ErrorCodes.InitFailed, e.Code);
        Assert.Equal("The configuration key \"database_url\" is required (a string) and was not given.", e.Error!.Message);
        Assert.StartsWith("The init was answered INIT_FAILED: The configuration key \"database_url\"", e.Message, StringComparison.Ordinal);
        Assert.Contains("[INFO] test-module:1.0.0/instance-001: reading the configuration", e.Message, StringComparison.Ordinal);
        Assert.Contains("reading the configuration", e.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_that_failed_may_be_tried_again()
    {
        await using ModuleHarness harness = await ModuleHarness.ConnectAsync(new SampleModule
        {
            Init = static (_, config) =>
            {
                config.GetRequiredString("database_url");
                return default;
            },
        });
        Assert.Equal(ErrorCodes.InitFailed, (await harness.InitAsync()).ErrorCode);
        Assert.True((await harness.InitAsync(new JsonObject { ["database_url"] = "x" })).Success);
        Assert.Equal(ErrorCodes.AlreadyInitialized, (await harness.InitAsync()).ErrorCode);
    }

    [Fact]
    public async Task Before_init_messages_and_health_checks_are_refused_as_in_production()
    {
        await using ModuleHarness harness = await ModuleHarness.ConnectAsync(new SampleModule());
        Assert.Equal(ErrorCodes.NotInitialized, (await harness.HandleAsync("t")).ErrorCode);
        Assert.Equal(ErrorCodes.NotInitialized, (await harness.HealthAsync()).ErrorCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.StartHandle("t").CancelAsync());
    }

    [Fact]
    public async Task An_init_that_does_not_end_is_given_up_after_the_limit_and_named()
    {
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => ModuleHarness.StartAsync(
            new SampleModule { Init = static async (_, _) => await Task.Delay(Timeout.Infinite) },
            new() { WaitLimit = TimeSpan.FromSeconds(1) }));
        Assert.Equal(HarnessException.WaitLimitCode, e.Code);
        Assert.StartsWith("Waited 1 s in vain for the answer to the init.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_cannot_run_says_why_at_once()
    {
        SampleModule used = new();
        await using (await ModuleHarness.StartAsync(used))
        {
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => ModuleHarness.StartAsync(used));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ModuleHarness.ConnectAsync(used));
        ArgumentException e = await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            ModuleHarness.StartAsync(new SampleModule(), new() { Run = new() { MaxOutstandingMessages = 0 } }));
        Assert.Contains("MaxOutstanding", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_the_harness_s_business_or_out_of_range_are_refused_by_name()
    {
        (InMemoryTransport transport, _) = InMemoryTransport.CreatePair();
        await RefusedAsync(new() { Run = new() { Transport = transport } }, "Run.Transport");
        await RefusedAsync(new() { Run = new() { Error = TextWriter.Null } }, "Run.Error");
        await RefusedAsync(new() { Run = new() { TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider() } }, "Run.TimeProvider");
        await RefusedAsync(new() { Run = new() { ServiceTimeout = TimeSpan.FromSeconds(31) } }, "Run.ServiceTimeout");
        await RefusedAsync(new() { WaitLimit = TimeSpan.Zero }, "WaitLimit");
        await RefusedAsync(new() { WaitLimit = TimeSpan.FromMilliseconds(int.MaxValue + 1L) }, "WaitLimit");
        await RefusedAsync(new() { ModuleId = "" }, "ModuleId");
        await using ModuleHarness longest = await ModuleHarness.ConnectAsync(new SampleModule(), new() { WaitLimit = TimeSpan.FromMilliseconds(int.MaxValue) });
    }

    [Fact]
    public async Task Limits_of_the_run_are_the_tests_to_set()
    {
        Signal gate = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", async (_, _, _) =>
            {
                await gate.Task;
                return ModuleResult.Success();
            }),
            new() { Run = new() { MaxOutstandingMessages = 2, IncludeExceptionDetails = true } });
        HarnessCall first = harness.StartHandle("t");
        HarnessCall second = harness.StartHandle("t");
        Assert.Equal(ErrorCodes.Overloaded, (await harness.HandleAsync("t")).ErrorCode);
        gate.Set();
        Assert.True((await first).Success);
        Assert.True((await second).Success);
    }

    [Fact]
    public async Task The_tests_token_ends_every_wait()
    {
        using CancellationTokenSource given = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", static async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            }),
            new() { CancellationToken = given.Token });
        Task answer = harness.HandleAsync("t");
        Task sent = harness.Sent.NextAsync();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    private static async Task RefusedAsync(HarnessOptions options, string named)
    {
        ArgumentException e = await Assert.ThrowsAnyAsync<ArgumentException>(() => ModuleHarness.ConnectAsync(new SampleModule(), options));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }
}
