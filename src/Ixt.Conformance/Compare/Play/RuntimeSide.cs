using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare.Play;

/// <summary>The runtime's end of one connection: takes every frame as it comes, answers service calls at once, lets the script wait for what it needs.</summary>
internal sealed class RuntimeSide : IAsyncDisposable
{
    // Text stays readable: "ë", not an escape.
    private static readonly JsonSerializerOptions _asItCame = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly TesteeConnection _connection;
    private readonly RunningTestee _process;
    private readonly ServiceDesk _desk;
    private readonly ModuleFrameSchema _schema;
    private readonly Conversation _conversation;
    private readonly TimeLimits _limits;
    private readonly Task _reading;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _answers = new(StringComparer.Ordinal);
    private readonly List<ServiceCall> _calls = [];
    private readonly List<string> _violations = [];
    private TaskCompletionSource _changed = NewSignal();
    private Incoming? _end;
    private int _step;
    private int _seenCalls;

    /// <summary>Takes a connection over and starts reading.</summary>
    public RuntimeSide(TesteeConnection connection, RunningTestee process, RuntimeScript script, ModuleFrameSchema schema, Conversation conversation, TimeLimits limits)
    {
        _connection = connection;
        _process = process;
        _desk = new ServiceDesk(script);
        _schema = schema;
        _conversation = conversation;
        _limits = limits;
        _reading = ReadAsync();
    }

    /// <summary>Index of the step that is being played; calls are marked with it.</summary>
    public int Step
    {
        set => Volatile.Write(ref _step, value);
    }

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<ServiceCall> Calls => Locked(() => (IReadOnlyList<ServiceCall>)[.. _calls]);

    /// <summary>What was wrong with frames so far.</summary>
    public IReadOnlyList<string> Violations => Locked(() => (IReadOnlyList<string>)[.. _violations]);

    /// <summary>Sends requests in one write.</summary>
    public async Task SendAsync(params IReadOnlyList<(string? Id, byte[] Payload)> frames)
    {
        Locked(() => frames.Count(f => f.Id is not null && _asked.Add(f.Id)));
        foreach ((_, byte[] payload) in frames)
        {
            _conversation.Sent(payload);
        }

        await WriteAsync([.. frames.SelectMany(f => _connection.Frame(f.Payload))]).ConfigureAwait(false);
    }

    /// <summary>Waits for the answer to a request.</summary>
    public Task<JsonElement> AnswerAsync(string id, string what) =>
        WaitAsync(() => _answers.TryGetValue(id, out JsonElement answer) ? answer : (JsonElement?)null, what);

    /// <summary>Waits for a call that matches, after the one that was waited for last.</summary>
    public Task<ServiceCall> CallAsync(Func<JsonElement, bool> matches, string what) => WaitAsync(
        () =>
        {
            for (int i = _seenCalls; i < _calls.Count; i++)
            {
                if (matches(_calls[i].Call))
                {
                    _seenCalls = i + 1;
                    return _calls[i];
                }
            }

            return null;
        },
        what);

    /// <summary>Answers the oldest held call on a topic, waiting for one.</summary>
    public async Task ReleaseAsync(string topic, JsonElement answer)
    {
        byte[] frame = await WaitAsync(() => _desk.Release(topic, answer), $"a message_bus.send to {topic}, which is held").ConfigureAwait(false);
        _conversation.Sent(frame);
        await WriteAsync(_connection.Frame(frame)).ConfigureAwait(false);
    }

    /// <summary>Moves the clock of the store.</summary>
    public void Advance(long milliseconds) => Locked(() =>
    {
        _desk.Advance(milliseconds);
        return 0;
    });

    /// <summary>Ends the runtime's sending half.</summary>
    public void Disconnect() => _connection.Close(both: false);

    /// <summary>Waits until the module has closed its end.</summary>
    public async Task EndAsync()
    {
        const string Expected = "the module to close its connection";
        Incoming end = await WaitAsync(() => _end, Expected).ConfigureAwait(false);
        if (end is Incoming.Fault fault)
        {
            throw new StoppedException(Expected, fault.Message);
        }
    }

    /// <summary>Waits for a task of the script that is not about frames.</summary>
    public async Task WithinAsync(Func<CancellationToken, Task> wait, string what)
    {
        using CancellationTokenSource limit = new(_limits.Expect);
        try
        {
            await wait(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException(what, Nothing());
        }
    }

    /// <summary>Waits for the process to end.</summary>
    public async Task<int?> ExitAsync()
    {
        try
        {
            return await _process.Exited.WaitAsync(_limits.Expect).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new StoppedException("the process to end", $"a process that still runs after {_limits.Expect.TotalSeconds:0.#} s");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _writing.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private Task<T> WaitAsync<T>(Func<T?> find, string what)
        where T : class => WaitAsync(find, found => found is not null, found => found!, what);

    private Task<T> WaitAsync<T>(Func<T?> find, string what)
        where T : struct => WaitAsync(find, found => found.HasValue, found => found!.Value, what);

    private async Task<TOut> WaitAsync<TFound, TOut>(Func<TFound> find, Func<TFound, bool> there, Func<TFound, TOut> take, string what)
    {
        using CancellationTokenSource limit = new(_limits.Expect);
        while (true)
        {
            Task changed;
            Incoming? end;
            lock (_gate)
            {
                TFound found = find();
                if (there(found))
                {
                    return take(found);
                }

                end = _end;
                changed = _changed.Task;
            }

            if (end is not null)
            {
                throw new StoppedException(what, await HowItEndedAsync(end).ConfigureAwait(false));
            }

            try
            {
                await changed.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new StoppedException(what, Nothing());
            }
        }
    }

    private string Nothing()
    {
        lock (_gate)
        {
            string[] open = [.. _asked.Where(id => !_answers.ContainsKey(id))];
            string[] held = [.. _desk.Held];
            string outstanding = open.Length == 0 ? "no request is outstanding" : $"outstanding: {string.Join(", ", open)}";
            return $"nothing within {_limits.Expect.TotalSeconds:0.#} s ({outstanding}{(held.Length == 0 ? string.Empty : $"; held: {string.Join(", ", held)}")})";
        }
    }

    private async Task<string> HowItEndedAsync(Incoming end)
    {
        if (end is Incoming.Fault fault)
        {
            return $"a stream that cannot be read: {fault.Message}";
        }

        try
        {
            int? code = await _process.Exited.WaitAsync(_limits.Expect).ConfigureAwait(false);
            return code is { } known ? $"the end of the process, exit code {ExitCodes.Describe(known)}" : "the end of the process";
        }
        catch (TimeoutException)
        {
            return "the end of the stream, while the process runs on";
        }
    }

    private async Task WriteAsync(byte[] bytes)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            using CancellationTokenSource limit = new(_limits.ExpectAfter(bytes.Length));
            await _connection.SendAsync(bytes, 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("the module to read what it is sent", "a full buffer: it has stopped reading");
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // That it closed is told by whatever is waited for next.
            _conversation.Add(EntryKind.Event, "the module closed while it was being written to");
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            Incoming next = await _connection.TakeAsync(CancellationToken.None).ConfigureAwait(false);
            byte[]? reply = null;
            TaskCompletionSource changed;
            lock (_gate)
            {
                if (next is Incoming.Frame frame)
                {
                    reply = Take(frame);
                }
                else
                {
                    _end = next;
                }

                changed = _changed;
                _changed = NewSignal();
            }

            changed.SetResult();
            if (next is not Incoming.Frame)
            {
                return;
            }

            if (reply is not null)
            {
                await ReplyAsync(reply).ConfigureAwait(false);
            }
        }
    }

    private async Task ReplyAsync(byte[] reply)
    {
        _conversation.Sent(reply);
        try
        {
            await WriteAsync(_connection.Frame(reply)).ConfigureAwait(false);
        }
        catch (StoppedException e)
        {
            // The step that waits will tell that nothing came; why, the conversation says.
            _conversation.Add(EntryKind.Event, e.Got);
        }
    }

    private byte[]? Take(Incoming.Frame frame)
    {
        JsonElement? json = Parse(frame.Bytes);
        foreach (string violation in _schema.Check(frame.Bytes, json).Where(v => !_violations.Contains(v)))
        {
            _violations.Add(violation);
        }

        if (json is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("type", out JsonElement type))
        {
            return null;
        }

        if (type.ValueKind == JsonValueKind.String && type.ValueEquals("service_request"))
        {
            _calls.Add(new ServiceCall(Volatile.Read(ref _step), Call(root)));
            return _desk.Serve(root);
        }

        string? id = root.TryGetProperty("id", out JsonElement member) && JsonText.TryGetString(member, out string text) ? text : null;
        if (id is null || !_asked.Contains(id) || !_answers.TryAdd(id, Bare(root)))
        {
            _violations.Add($"an answer that nobody asked for: {JsonText.Shorten(root)}");
        }

        return null;
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return JsonText.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Bare(JsonElement response) =>
        JsonSerializer.SerializeToElement(response.EnumerateObject().Where(m => m.Name is not ("type" or "id")).ToDictionary(m => m.Name, m => m.Value), _asItCame);

    private static JsonElement Call(JsonElement request)
    {
        Dictionary<string, object> call = request.EnumerateObject().Where(m => m.Name is "service" or "method" or "params").ToDictionary(m => m.Name, m => (object)m.Value);
        if (!request.TryGetProperty("id", out JsonElement id) || id.ValueKind == JsonValueKind.Null)
        {
            call["one_way"] = true;
        }

        return JsonSerializer.SerializeToElement(call, _asItCame);
    }
}
