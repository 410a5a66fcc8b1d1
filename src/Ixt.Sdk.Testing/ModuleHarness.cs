using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Testing;

/// <summary>Runs one module in a unit test: the harness is the runtime, and between the two are the frames of production, but no process and no socket.</summary>
/// <remarks>
/// <code>
/// await using ModuleHarness harness = await ModuleHarness.StartAsync(new Greeter(), new() { Config = new JsonObject { ["greeting"] = "Hi" } });
/// HarnessResponse answer = await harness.HandleAsync("greeter.hello", "Ada");
/// Assert.Equal("Hi, Ada!", answer.Data.GetProperty("text").GetString());
/// Assert.Equal("Ada", harness.Kv["last"].Text);
/// </code>
/// Lifecycle, execution mode, limits, cancellation and errors are the SDK's own. Safe from any thread; messages may be sent while others are handled.
/// Each wait is bounded by <see cref="HarnessOptions.WaitLimit"/>. A module whose code blocks its thread for good can't be ended from outside.
/// </remarks>
public sealed partial class ModuleHarness : IAsyncDisposable
{
    private readonly HarnessOptions _options;
    private readonly HarnessServices _services;
    private readonly RuntimeSession _session;
    private readonly HarnessTime _time;
    private readonly Waiter _waiter;
    private readonly Waiter _finalWaiter;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _run;
    private readonly Task<int> _exit;
    private int _ending;
    private int _disposed;

    private ModuleHarness(IxtProcessModule module, HarnessOptions options)
    {
        _options = options;
        StderrLines? stderr = null;
        _waiter = new Waiter(options.WaitLimit, () => stderr?.Tail ?? "", options.CancellationToken);

        // A test that was given up still has to end its module.
        _finalWaiter = new Waiter(options.WaitLimit, () => stderr?.Tail ?? "", CancellationToken.None);
        Stderr = stderr = new StderrLines(_waiter);
        Timers = new TimerSettings(_waiter);
        Sent = new SentMessages(_waiter);
        Logs = new Recording<LoggingLogParams>("a structured log entry", _waiter);
        Kv = new FakeKeyValueStore(options.TimeProvider, _waiter);
        _time = new HarnessTime(options.TimeProvider, Timers);
        _services = new HarnessServices(Kv, Sent, Logs);
        (InMemoryTransport runtimeEnd, InMemoryTransport moduleEnd) = InMemoryTransport.CreatePair();
        _session = RuntimeSession.Start(runtimeEnd, _services, new RuntimeSessionOptions
        {
            ServeOnReader = true,
            CallTimeout = Timeout.InfiniteTimeSpan,
            MaxOutstandingCalls = int.MaxValue,
            MaxOutstandingServiceRequests = int.MaxValue,
        });
        _run = RunAsync(module, moduleEnd);
        _exit = EndAsync();
    }

    /// <summary>The KV store that the module sees.</summary>
    public FakeKeyValueStore Kv { get; }

    /// <summary>The messages that the module sent to others, answered or not.</summary>
    public SentMessages Sent { get; }

    /// <summary>The entries that the module wrote to the structured log (IXT-SVC-008).</summary>
    public Recording<LoggingLogParams> Logs { get; }

    /// <summary>The lines that the module wrote to stderr by <c>Log</c> and <c>LogError</c>.</summary>
    public StderrLines Stderr { get; }

    /// <summary>The timers that the module set: what a test with a clock of its own waits for before it moves the clock.</summary>
    public TimerSettings Timers { get; }

    /// <summary>Starts a module and initialises it.</summary>
    /// <param name="module">A module that did not run yet.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <returns>A harness around a module that is ready for messages.</returns>
    /// <exception cref="HarnessException">The init hook failed (<c>INIT_FAILED</c>, with the hook's message in <see cref="HarnessException.Error"/>), or did not end. The module was ended.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or a topic of the module has two handlers.</exception>
    /// <exception cref="InvalidOperationException">The module ran already.</exception>
    public static async Task<ModuleHarness> StartAsync(IxtProcessModule module, HarnessOptions? options = null)
    {
        ModuleHarness harness = await ConnectAsync(module, options).ConfigureAwait(false);
        try
        {
            (await harness.InitAsync().ConfigureAwait(false)).EnsureSuccess();
            return harness;
        }
        catch
        {
            await harness.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a module without initialising it: for tests of what comes before, and of an init that fails.</summary>
    /// <param name="module">A module that did not run yet.</param>
    /// <param name="options">Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a topic of the module has two handlers.</exception>
    /// <exception cref="InvalidOperationException">The module ran already.</exception>
    public static async Task<ModuleHarness> ConnectAsync(IxtProcessModule module, HarnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        options ??= new HarnessOptions();
        options.Check();
        ModuleHarness harness = new(module, options);
        if (harness._run.IsFaulted)
        {
            // A module that can't run says so at once, before it connects.
            await harness.DisposeAsync().ConfigureAwait(false);
            await harness._run.ConfigureAwait(false);
        }

        return harness;
    }

    /// <summary>Says how a message is answered that the module sends to a topic. Other topics are answered <c>MODULE_UNAVAILABLE</c> (IXT-SVC-016).</summary>
    /// <param name="topic">Compared exactly. A second call for it replaces the first.</param>
    /// <param name="answer">
    /// Called for each message, on the thread pool: <c>message => ModuleResult.Success(("queued", true))</c>. When it throws, as an assertion in it may, the module sees
    /// <c>HANDLER_ERROR</c> and <see cref="DisposeAsync"/> throws; for the failure of another module return <c>ModuleResult.Error(…)</c>.
    /// </param>
    public void OnTopic(string topic, Func<SentMessage, ModuleResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        OnTopic(topic, message => Task.FromResult(answer(message)));
    }

    /// <summary>Says how a message is answered that the module sends to a topic, in its time: the module waits until then.</summary>
    /// <param name="topic">Compared exactly. A second call for it replaces the first.</param>
    /// <param name="answer">As for the overload that answers at once.</param>
    public void OnTopic(string topic, Func<SentMessage, Task<ModuleResult>> answer)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(answer);
        _services.OnTopic(topic, answer);
    }

    private static JsonElement ToElement(JsonObject config) => JsonElement.Parse(((PayloadValue)config).Bytes.Span);

    private async Task<int> RunAsync(IxtProcessModule module, InMemoryTransport moduleEnd)
    {
        Func<string, string?> environment = _options.Run.Environment;
        try
        {
            return await module.RunAsync(
                _options.Run with
                {
                    Transport = moduleEnd,
                    Environment = name => name == "IXT_MODULE_ID" ? _options.ModuleId : environment(name),
                    Error = new StderrWriter(Stderr),
                    HandleSignals = false,
                    TimeProvider = _time,
                    ServiceTimeout = _options.ServiceTimeout,
                },
                _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            // Also when it did not get as far as to connect: who waits for an answer hears of the end.
            await moduleEnd.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The module's end: its exit code, and all that it sent before.
    private async Task<int> EndAsync()
    {
        try
        {
            return await _run.ConfigureAwait(false);
        }
        finally
        {
            await _session.Completion.ConfigureAwait(false);
            Stderr.End(Ended);
            Timers.End(Ended);
            Sent.End(Ended);
            Logs.End(Ended);
            Kv.Calls.End(Ended);
        }
    }
}
