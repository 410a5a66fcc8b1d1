using System.Text;
using System.Text.Json;
using Ixt.Session;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>
/// A transcript with this implementation in the place of one of its sides: the other side's bytes are sent as recorded, the application does what the recorded one
/// did, and what this side sends must be what was recorded.
/// </summary>
internal sealed partial class Replay : IAsyncDisposable
{
    private static readonly TimeSpan s_callTimeout = TimeSpan.FromSeconds(5);

    private readonly Transcript _transcript;
    private readonly bool _asDaemon;
    private readonly ReplayPlan _plan;
    private readonly WatchedTime _time = new();
    private readonly TestNode _node;
    private readonly Dictionary<int, ReplayConnection> _connections = [];
    private readonly Queue<string> _decisions;
    private readonly List<Exception> _failures = [];
    private readonly List<Outcome> _outcomes = [];

    public Replay(Transcript transcript, bool asDaemon, ReplayPlan plan)
    {
        _transcript = transcript;
        _asDaemon = asDaemon;
        _plan = plan = plan.Secret == "*" ? plan with { Secret = RecordedSecret() } : plan;
        _decisions = new(plan.Connect);
        NexusPolicy policy = new() { CanConnect = plan.Connect.Count > 0 ? DecideAsync : null, CanCall = plan.Calls ? Allows : null };
        TimeSpan callTimeout = plan.Timeouts.Count > 0 ? s_callTimeout : Timeout.InfiniteTimeSpan;
        NexusObject metadata = new();
        NexusValue recorded = OursOf(asDaemon ? 11 : 10).Select(p => p[2]).FirstOrDefault(m => m["context"] == NexusValue.From(asDaemon ? "node-ipc-daemon" : "node-ipc-client"));
        foreach ((string name, NexusValue value) in recorded.Kind == NexusKind.Object ? recorded.AsObject() : asDaemon ? TestNode.DaemonMetadata() : TestNode.ClientMetadata())
        {
            metadata[name] = value;
        }

        _node = asDaemon
            ? TestNode.Daemon(new() { AppId = "demo", Policy = policy, CallTimeout = callTimeout, TimeProvider = _time, AuthToken = plan.Secret }, metadata)
            : TestNode.Client(new() { AppId = "demo-cli", Policy = policy, CallTimeout = callTimeout, TimeProvider = _time, AuthToken = plan.Secret }, metadata);
        foreach (string token in ProvidedTokens())
        {
            _node.With(token, new Puppet(this, token));
        }
    }

    public async Task RunAsync()
    {
        foreach (TranscriptLine line in _transcript.Lines)
        {
            try
            {
                await StepAsync(line);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{_transcript.Name} as {(_asDaemon ? "daemon" : "client")}, line {line.Number}: {e.Message}\n{string.Join('\n', _failures.Select(f => f.Message))}", e);
            }
        }

        foreach (ReplayConnection connection in _connections.Values)
        {
            await EndAsync(connection, null);
            await OwnCallsAreOverAsync(connection);
            await HandshakeIsOverAsync(connection);
        }

        Assert.Empty(_failures);
    }

    /// <summary>What the application on this side saw.</summary>
    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    public ReplayConnection ConnectionOf(NexusPeer peer) => _connections.Values.First(c => c.Session?.ConnectionId == peer.ConnectionId);

    public void Fail(Exception exception)
    {
        lock (_failures)
        {
            _failures.Add(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        foreach (ReplayConnection connection in _connections.Values)
        {
            await connection.Peer.DisposeAsync();
        }
    }

    // Whether the recorded program in our place spoke 0.3.1: no capabilities, no catalogue.
    private bool IsLegacy => _transcript.Name.StartsWith("031-", StringComparison.Ordinal) || _transcript.Name.Contains(_asDaemon ? "daemon031" : "client031", StringComparison.Ordinal);

    private string RecordedSecret()
    {
        using JsonDocument line = JsonDocument.Parse(_transcript.Lines.First(l => l.Kind == LineKind.AuthLine && l.FromClient == true).Bytes);
        return line.RootElement.GetProperty("token").GetString()!;
    }

    private bool IsOurs(TranscriptLine line) => line.FromClient == !_asDaemon;

    private IEnumerable<Packet> OursOf(int type) => _transcript.Lines.Where(l => l.Kind == LineKind.Packet && IsOurs(l) && l.Packet.Type == type).Select(l => l.Packet);

    // 0.6 tells what it provides; for 0.3.1 it is what was called and found.
    private IEnumerable<string> ProvidedTokens()
    {
        if (!IsLegacy)
        {
            NexusValue told = OursOf(_asDaemon ? 11 : 14).FirstOrDefault()?[_asDaemon ? 4 : 3] ?? NexusValue.Undefined;
            return told.Kind == NexusKind.Array ? told.Items.ToArray().Select(t => t.AsString()) : _asDaemon ? ["demo:svc"] : [];
        }

        return _transcript.Lines
            .Where(l => l.Kind == LineKind.Packet && !IsOurs(l) && l.Packet.Type is 1 or 2 or 3 && l.Packet[2].IsNullish && l.Packet[3].Kind == NexusKind.Array)
            .Where(l => CodeOfAnswer(l) is not ("E_RESOURCE_NOT_FOUND" or "E_INVALID_SERVICE_PATH"))
            .Select(l => l.Packet[3][0])
            .Where(t => t.Kind == NexusKind.String && t.AsString().Length > 0)
            .Select(t => t.AsString())
            .Distinct();
    }

    private Packet? AnswerTo(TranscriptLine call) => call.Packet.Elements.Count < 2 ? null : _transcript.Lines.FirstOrDefault(l =>
        l.Number > call.Number && l.Connection == call.Connection && l.Kind == LineKind.Packet && IsOurs(l) && l.Packet.Type is 5 or 6 && l.Packet.Elements[1] == call.Packet.Elements[1])?.Packet
        ?? _plan.Differences.Where(d => d.IsMore && d.Line >= call.Number).Select(d => Packet.Of(Encoding.UTF8.GetBytes(d.Ours!))).FirstOrDefault(p => p.Type is 5 or 6 && p.Elements[1] == call.Packet.Elements[1]);

    private string? CodeOfAnswer(TranscriptLine call)
    {
        Packet? answer = AnswerTo(call);
        return answer is { Type: 6 } && answer[2]["code"] is { Kind: NexusKind.String } code ? code.AsString() : null;
    }

    private async ValueTask<bool> DecideAsync(NexusConnectRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return _decisions.Dequeue() switch
        {
            "allow" => true,
            "deny" => false,
            _ => throw new InvalidOperationException("a rule that throws"),
        };
    }

    private async ValueTask<bool> Allows(NexusCallRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return ConnectionOf(request.Remote).Allows(request);
    }

    private ReplayConnection Connect(int number)
    {
        if (_connections.TryGetValue(number, out ReplayConnection? connection))
        {
            return connection;
        }

        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair(1024 * 1024);
        connection = new ReplayConnection(ours, theirs);
        _connections.Add(number, connection);
        if (_plan.Secret is null)
        {
            connection.Session = _node.Attach(ours, dials: !_asDaemon);
        }
        else
        {
            connection.Authentication = AuthenticateAsync(connection, _plan.Secret);
        }

        return connection;
    }

    private async Task<bool> AuthenticateAsync(ReplayConnection connection, string secret)
    {
        try
        {
            ReadOnlyMemory<byte>? rest = _asDaemon
                ? await SharedSecret.CheckAsync(connection.Transport, secret, _plan.MaxLine, s_callTimeout, _time)
                : await SharedSecret.ShowAsync(connection.Transport, secret, _plan.MaxLine, s_callTimeout, _time, CancellationToken.None);
            if (rest is { } behind)
            {
                connection.Session = _node.Attach(connection.Transport, dials: !_asDaemon, behind);
                return true;
            }
        }
        catch (NodeIpcException e) when (e.Code == _plan.Fails)
        {
            _outcomes.Add(new(null, e));
        }

        await connection.Transport.DisposeAsync();
        return false;
    }

    private async Task EndAsync(ReplayConnection connection, bool? isOurs)
    {
        if (connection.IsOver)
        {
            return;
        }

        connection.IsOver = true;
        if (_plan.Closes.Contains(_connections.First(c => c.Value == connection).Key))
        {
            await connection.Peer.ExpectEndAsync();
            return;
        }

        if (connection.Authentication is { IsCompleted: false })
        {
            // The recorded side waited for its time to run out.
            await _time.AdvanceWhenWaitedForAsync(s_callTimeout);
            Assert.False(await connection.Authentication.OrHang());
            await connection.Peer.ExpectEndAsync();
            return;
        }

        if (connection.Session is { Ready.IsCompletedSuccessfully: true })
        {
            await connection.Peer.ExpectNothingAsync();
        }

        if (isOurs == true && connection.Session is { } session)
        {
            await session.DisposeAsync();
            await connection.Peer.ExpectEndAsync();
            return;
        }

        await connection.Peer.DisposeAsync();
        await (connection.Session?.Ended ?? Task.CompletedTask).OrHang();
    }

    private async Task HandshakeIsOverAsync(ReplayConnection connection)
    {
        if (connection.Session is not { } session)
        {
            return;
        }

        try
        {
            await session.Ready.OrHang();
            _outcomes.Add(new(null, null));
            Assert.Null(_plan.Fails);
        }
        catch (NexusException e)
        {
            _outcomes.Add(new(null, e));
            Assert.True(_plan.Fails is null || _plan.Fails == e.Code, $"It came to nothing with {e.Code}.");
        }
    }

    private async Task OwnCallsAreOverAsync(ReplayConnection connection)
    {
        foreach (OwnCall call in connection.OwnCalls.Values)
        {
            try
            {
                _outcomes.Add(new(await call.Task.OrHang(), null));
            }
            catch (NexusException e) when (e.Code is "E_CONN_CLOSED" or "E_REMOTE_EXCEPTION" or "E_CALL_TIMEOUT" or "E_PROTOCOL_ERROR")
            {
                _outcomes.Add(new(null, e));
            }
        }
    }

    private static string Utf8(byte[] text) => Encoding.UTF8.GetString(text);
}
