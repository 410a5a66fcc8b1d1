using System.Net.Sockets;
using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Execution;

/// <summary>One testee, connected, with a case being played against it: sending, taking frames, and the ways in which that fails.</summary>
internal sealed class CaseSession(RunningTestee testee, OutputCapture output, Conversation conversation, ModuleFrameSchema schema, TimeLimits limits)
{
    // A write is given its time anew for each piece that the testee takes.
    private const int SendPiece = 256 * 1024;

    private readonly List<string> _violations = [];
    private readonly AnsweredIds _answered = new();
    private readonly HashSet<string> _absorbed = new(StringComparer.Ordinal);
    private int _barriers;
    private long _sentSinceArrival;
    private byte[]? _lastSent;
    private TesteeConnection? _connection;

    /// <summary>The testee.</summary>
    public RunningTestee Testee => testee;

    /// <summary>What it wrote.</summary>
    public OutputCapture Output => output;

    /// <summary>How long each thing may take.</summary>
    public TimeLimits Limits => limits;

    /// <summary>Whether the end of its process can be seen; otherwise it is taken for granted once the connection is closed.</summary>
    public bool SeesExit { get; init; } = true;

    /// <summary>Captures of the run so far.</summary>
    public ValueScope Scope { get; } = new();

    /// <summary>Where in the case it is, for messages.</summary>
    public string Stage { get; set; } = string.Empty;

    /// <summary>The author's remark on the current step.</summary>
    public string? Note { get; set; }

    /// <summary>Frames that the schema does not allow, so far.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>The connection.</summary>
    /// <exception cref="CaseFailedException">The case is not made for a testee that does not connect.</exception>
    public TesteeConnection Connection
    {
        get => _connection ?? throw Fail(FailureKind.Suite, "a case that connects", "a step that needs a connection");
        set => _connection = value;
    }

    /// <summary>Fails the case here.</summary>
    public CaseFailedException Fail(FailureKind kind, string expected, string got, byte[]? frame = null, string? pointer = null, bool wasAnswered = false) =>
        new(new Failure(kind, expected, got) { Stage = Stage, Note = Note, Frame = frame, Pointer = pointer, LastSent = _lastSent, WasAnswered = wasAnswered, OutputThen = output.Tail(CaseExecutor.TailLines) });

    /// <summary>Fails the case at a frame.</summary>
    public CaseFailedException Fail(Mismatch mismatch, ReceivedFrame frame)
    {
        conversation.MarkWrong(frame.Number);
        return Fail(FailureKind.Mismatch, mismatch.Expected, mismatch.Got, frame.Bytes, mismatch.Pointer, _answered.IsOneTooMany(frame));
    }

    /// <summary>Fails the case at a frame that should not be there.</summary>
    public CaseFailedException FailUnexpected(ReceivedFrame frame, string expected)
    {
        conversation.MarkWrong(frame.Number);
        return Fail(FailureKind.UnexpectedFrame, expected, $"another frame: {JsonText.Shorten(FrameText.Show(frame.Bytes))}", frame.Bytes, wasAnswered: _answered.IsOneTooMany(frame));
    }

    /// <summary>Says in the conversation that something happened.</summary>
    public void Happened(string what) => conversation.Add(EntryKind.Event, what);

    /// <summary>Sends a template as one frame.</summary>
    public Task SendFrameAsync(JsonElement template)
    {
        byte[] payload = TemplateWriter.ToUtf8(template, Scope);
        return SendAsync(Connection.Message(payload), payload, Cut.None);
    }

    /// <summary>Sends bytes. That the testee closed meanwhile is no failure of its own: what is expected next will tell.</summary>
    /// <param name="bytes">What goes out.</param>
    /// <param name="shown">What the conversation shows of it: the payload, as a rule.</param>
    /// <param name="cut">How it is divided over writes.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> shown, Cut cut)
    {
        conversation.Sent(shown);
        _sentSinceArrival += bytes.Length;
        _answered.Asked(shown);
        if (cut.Size > 0)
        {
            Happened($"… in writes of {cut.Size} bytes");
        }

        _lastSent = bytes.Length <= SendPiece ? bytes.ToArray() : bytes[..64].ToArray();
        using CancellationTokenSource limit = new();
        try
        {
            for (int at = 0; at < bytes.Length; at += SendPiece)
            {
                limit.CancelAfter(limits.Expect);
                await Connection.SendAsync(bytes.Slice(at, Math.Min(SendPiece, bytes.Length - at)), cut.Size, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            throw Fail(FailureKind.Timeout, "the testee to read what it is sent", $"a full buffer for {limits.Expect.TotalSeconds} s: it has stopped reading");
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Happened("the testee closed while the runner was writing");
        }
    }

    /// <summary>Sends a health_check whose answer has to be taken later, or is skipped if <see cref="Absorb"/> is told so.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SendBarrierAsync()
    {
        string id = $"barrier-{++_barriers}";
        await SendFrameAsync(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["type"] = "health_check", ["id"] = id })).ConfigureAwait(false);
        return id;
    }

    /// <summary>From now on the answer to that barrier is skipped wherever it comes.</summary>
    public void Absorb(string barrier) => _absorbed.Add(barrier);

    /// <summary>Whether the frame answers that barrier.</summary>
    public static bool Answers(JsonElement? frame, string barrier) =>
        frame is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("response")
        && root.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String && id.ValueEquals(barrier);

    /// <summary>Reads a frame's JSON.</summary>
    public static ReceivedFrame Read(Incoming.Frame frame)
    {
        try
        {
            return new ReceivedFrame(frame.Bytes, frame.Number, JsonText.Parse(frame.Bytes));
        }
        catch (JsonException)
        {
            return new ReceivedFrame(frame.Bytes, frame.Number, null);
        }
    }

    /// <summary>What comes next, without taking it.</summary>
    public async Task<Incoming> PeekAsync(string expected)
    {
        while (true)
        {
            Incoming next = await WaitAsync(Connection.PeekAsync, expected).ConfigureAwait(false);
            if (next is not Incoming.Frame frame || !IsAbsorbed(Read(frame).Json))
            {
                return next;
            }

            await WaitAsync(Connection.TakeAsync, expected).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the next frame, whatever is in it.</summary>
    public async Task<ReceivedFrame> TakeFrameAsync(string expected)
    {
        while (true)
        {
            switch (await WaitAsync(Connection.TakeAsync, expected).ConfigureAwait(false))
            {
                case Incoming.Frame frame:
                    ReceivedFrame received = Read(frame);
                    _violations.AddRange(schema.Check(received.Bytes, received.Json).Where(v => !_violations.Contains(v)));
                    _answered.Answered(received);
                    if (IsAbsorbed(received.Json))
                    {
                        continue;
                    }

                    return received;
                case Incoming.Fault fault:
                    throw Fail(FailureKind.Stream, expected, fault.Message, fault.Head);
                case Incoming.End end:
                    throw await ClosedAsync(expected, end.Partial).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes the next frame, which has to match.</summary>
    public async Task<ReceivedFrame> ExpectAsync(JsonElement matcher)
    {
        ReceivedFrame frame = await TakeFrameAsync(MatcherText.Describe(matcher)).ConfigureAwait(false);
        if (frame.Json is not { } json)
        {
            throw Fail(new Mismatch(string.Empty, MatcherText.Describe(matcher), "a frame that is not JSON"), frame);
        }

        return JsonMatcher.Match(matcher, json, Scope) is { } mismatch ? throw Fail(mismatch, frame) : frame;
    }

    /// <summary>Waits for the process to end and gives its code; null when it cannot be known.</summary>
    public async Task<int?> ExitAsync(string expected)
    {
        if (!SeesExit)
        {
            return null;
        }

        try
        {
            int? code = await testee.Exited.WaitAsync(limits.Expect).ConfigureAwait(false);
            Happened(code is null ? "the testee ended" : $"the testee ended with exit code {code}");
            return code;
        }
        catch (TimeoutException)
        {
            throw Fail(FailureKind.Timeout, expected, $"a process that still runs after {limits.Expect.TotalSeconds} s");
        }
    }

    private bool IsAbsorbed(JsonElement? frame) => _absorbed.Count > 0 && _absorbed.RemoveWhere(b => Answers(frame, b)) > 0;

    private async Task<Incoming> WaitAsync(Func<CancellationToken, ValueTask<Incoming>> take, string expected)
    {
        using CancellationTokenSource limit = new();
        ValueTask<Incoming> taking = take(limit.Token);
        if (taking.IsCompletedSuccessfully)
        {
            return taking.Result;
        }

        TimeSpan patience = limits.ExpectAfter(_sentSinceArrival);
        limit.CancelAfter(patience);
        try
        {
            Incoming next = await taking.ConfigureAwait(false);
            _sentSinceArrival = 0;
            return next;
        }
        catch (OperationCanceledException)
        {
            throw Fail(FailureKind.Timeout, expected, $"nothing within {patience.TotalSeconds:0.#} s");
        }
    }

    private async Task<int?> ExitedSoonAsync()
    {
        if (!SeesExit)
        {
            return null;
        }

        try
        {
            return await testee.Exited.WaitAsync(limits.Expect).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<CaseFailedException> ClosedAsync(string expected, byte[] partial)
    {
        // The process that closed is about to end; how it ends tells a crash from a polite close.
        if (await ExitedSoonAsync().ConfigureAwait(false) is { } ending and not 0)
        {
            Happened($"the testee ended with exit code {ending}");
            return Fail(FailureKind.Crash, expected, $"the process ended with exit code {ExitCodes.Describe(ending)}", partial.Length > 0 ? partial : null);
        }

        return partial.Length > 0
            ? Fail(FailureKind.Closed, expected, "the end of the stream inside a frame", partial)
            : Fail(FailureKind.Closed, expected, "the end of the stream");
    }
}
