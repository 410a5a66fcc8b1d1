using Ixt.Protocol;
using Ixt.Session;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Ixt.Sdk.Tests;

public sealed class LogTests
{
    private const string Prefix = TestRuntime.ModuleId + ": ";

    [Fact]
    public async Task Lines_say_level_and_module_and_keep_their_line_breaks()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Init = static (module, _, _) =>
            {
                module.Line("Connecting to database: grüße");
                module.ErrorLine("two\nlines");
                module.ErrorLine("Failed", new FormatException("boom"));
                return default;
            },
        });
        Assert.StartsWith(
            $"[INFO] {Prefix}Connecting to database: grüße\n[ERROR] {Prefix}two\nlines\n[ERROR] {Prefix}Failed: System.FormatException: boom\n",
            runtime.Stderr.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_many_threads_are_written_whole()
    {
        TestModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            for (int n = 0; n < 200; n++)
            {
                module.Line(new string((char)('a' + i), 50));
            }
        }))).Soon();
        string[] lines = runtime.Stderr.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1_600, lines.Length);
        Assert.All(lines, static line => Assert.True(line.StartsWith("[INFO] " + Prefix, StringComparison.Ordinal) && line.Distinct().Count() < 40 && line.EndsWith(new string(line[^1], 50), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_structured_logger_sends_named_values_as_fields()
    {
        FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(1234567890250));
        TestModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module, options: new ModuleRunOptions { TimeProvider = time });
        ILogger logger = module.CreateStructuredLoggerProvider().CreateLogger("My.Category");
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.False(logger.IsEnabled(LogLevel.None));
        logger.LogDebug("dropped");
        logger.LogWarning(new EventId(7, "Slow"), new FormatException("boom"), "Took {Milliseconds} ms for {Who} {What}", 12, "me", new Uri("http://x/"));
        ServiceRequest request = await runtime.Services.NextRequestAsync();
        Assert.Null(request.Id);
        Json.Equal(
            """
            {'level':'warn','message':'Took 12 ms for me http://x/','timestamp':1234567890.25,'fields':{'category':'My.Category','event':'Slow',
             'Milliseconds':12,'Who':'me','What':'http://x/','template':'Took {Milliseconds} ms for {Who} {What}',
             'exception':'System.FormatException','exception_message':'boom'}}
            """,
            request.Params);
        logger.LogCritical("end");
        Assert.Equal("fatal", (await runtime.Services.NextRequestAsync()).Params.GetProperty("level").GetString());
    }

    [Fact]
    public async Task What_a_structured_logger_cannot_send_goes_to_stderr()
    {
        TestModule module = new();
        TestRuntime runtime = await TestRuntime.StartAsync(module);
        await runtime.DisposeAsync();
        module.CreateStructuredLoggerProvider().CreateLogger("C").LogInformation("too late");
        Assert.Contains($"[INFO] {Prefix}C: too late (not sent", await runtime.Stderr.ContainsAsync("too late"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stderr_logger_writes_lines_with_the_category()
    {
        TestModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        ILogger logger = module.CreateStderrLoggerProvider(LogLevel.Debug).CreateLogger("C");
        logger.LogTrace("dropped");
        logger.LogDebug("n = {N}", 3);
        logger.LogError(new FormatException("boom"), "failed");
        Assert.StartsWith($"[DEBUG] {Prefix}C: n = 3\n[ERROR] {Prefix}C: failed\nSystem.FormatException: boom\n", runtime.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logger_factory_takes_the_providers()
    {
        TestModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        using ModuleLoggerProvider provider = module.CreateStderrLoggerProvider();
        Assert.IsAssignableFrom<ILoggerProvider>(provider);
        provider.CreateLogger("C").LogInformation("by provider");
        Assert.Contains("by provider", runtime.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_frame_is_reported_on_stderr()
    {
        (InMemoryTransport runtimeEnd, InMemoryTransport moduleEnd) = InMemoryTransport.CreatePair();
        LineSink stderr = new();
        Task<int> exit = new TestModule().RunAsync(new ModuleRunOptions
        {
            Transport = moduleEnd,
            Error = stderr,
            HandleSignals = false,
            Environment = static _ => TestRuntime.ModuleId,
        });
        await runtimeEnd.WriteAsync("not json\n"u8.ToArray(), default);
        Assert.StartsWith($"[WARN] {Prefix}", await stderr.ContainsAsync("\n"), StringComparison.Ordinal);
        await runtimeEnd.DisposeAsync();
        Assert.Equal(0, await exit.Soon());
    }
}
