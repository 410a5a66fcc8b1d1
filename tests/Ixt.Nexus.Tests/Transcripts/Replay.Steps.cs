using System.Text;
using System.Text.RegularExpressions;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>What each line makes the two sides do.</summary>
internal sealed partial class Replay
{
    private const string Capability = "provider-catalog-v1";

    // References that this side hands out: recorded id → the id that it has here.
    private readonly Dictionary<string, string> _exported = [];

    private async Task StepAsync(TranscriptLine line)
    {
        if (line.Kind == LineKind.End)
        {
            if (_connections.TryGetValue(line.Connection, out ReplayConnection? ending))
            {
                await EndAsync(ending, line.FromClient is null ? null : IsOurs(line));
            }

            return;
        }

        ReplayConnection connection = Connect(line.Connection);
        if (!IsOurs(line))
        {
            byte[] bytes = line.Kind == LineKind.Packet ? RawPeer.Frame(ToOurs(connection, line)) : line.Bytes;
            try
            {
                await connection.Peer.SendBytesAsync(line.Stream ?? bytes);
            }
            catch (IOException) when (_plan.Closes.Contains(line.Connection))
            {
                // This side has gone already.
            }

            if (line.Kind == LineKind.Packet)
            {
                await AnsweredAsync(connection, line.Packet);
            }
            else if (line.Kind == LineKind.AuthLine && !_asDaemon)
            {
                // The session is there when the answer was read, not when it was sent.
                Assert.True(await connection.Authentication!.OrHang());
            }
        }
        else if (line.Kind == LineKind.AuthLine)
        {
            Assert.Equal(Utf8(line.ExpectedBytes).TrimEnd('\n'), await connection.Peer.ReceiveLineAsync());
            Assert.True(!_asDaemon || await connection.Authentication!.OrHang());
        }
        else if (_plan.Differences.FirstOrDefault(d => d.Line == line.Number && !d.IsMore) is { } difference)
        {
            if (difference.Ours is not null)
            {
                Packet ours = Packet.Of(Encoding.UTF8.GetBytes(difference.Ours));
                await ActAsync(connection, ours.Type == line.Packet.Type ? line.Packet : ours);
                await CompareAsync(connection, ours);
            }
        }
        else
        {
            await ActAsync(connection, line.Packet);
            await CompareAsync(connection, line.Expected);
        }

        foreach (Difference more in _plan.Differences.Where(d => d.IsMore && d.Line == line.Number))
        {
            Packet sent = Packet.Of(Encoding.UTF8.GetBytes(more.Ours!));
            if (sent.Type is not (7 or 15))
            {
                await ActAsync(connection, sent);
            }

            await CompareAsync(connection, sent);
        }
    }

    private void Note(ReplayConnection connection, TranscriptLine line)
    {
        if (PeerCall.Of(line.Packet, CodeOfAnswer(line) == "E_AUTH_CALL_DENIED", AnswerTo(line) is not null) is { } call)
        {
            connection.Add(call);
        }
    }

    // The recorded peer names things by the ids that it was given then.
    private byte[] ToOurs(ReplayConnection connection, TranscriptLine line)
    {
        Note(connection, line);
        Packet packet = line.Packet;
        string? replacement = null;
        int at = packet.Type switch { 1 or 2 or 3 or 7 => 2, _ => 1 };
        if (at < packet.Elements.Count)
        {
            string recorded = packet.Elements[at];
            replacement = packet.Type switch
            {
                1 or 2 or 3 or 7 => packet[2].Kind == NexusKind.String && _exported.TryGetValue(packet[2].AsString(), out string? id) ? $"\"{id}\"" : null,
                5 or 6 => connection.OwnCalls.GetValueOrDefault(recorded)?.Id,
                11 or 12 or 14 => connection.Handshakes.GetValueOrDefault(recorded),
                _ => null,
            };
        }

        return replacement is null ? line.Bytes : packet.With(at, replacement).ToBody();
    }

    // An answer of the recorded peer: the call of this side must come to what it says.
    private async Task AnsweredAsync(ReplayConnection connection, Packet packet)
    {
        if (packet.Type is not (5 or 6) || packet.Elements.Count < 2 || !connection.OwnCalls.TryGetValue(packet.Elements[1], out OwnCall? call) || call.Task.IsCompleted)
        {
            return;
        }

        if (packet.Type == 5)
        {
            try
            {
                NexusValue result = await call.Task.OrHang();
                connection.Keep(result);
                RecordedValue.AssertSame(packet[2], result);
            }
            catch (NexusException e) when (e.Code == "E_PROTOCOL_ERROR" && IsUndecodable(packet.Elements[2]))
            {
            }
        }
        else
        {
            NexusRemoteError error = (await Assert.ThrowsAsync<NexusRemoteException>(() => call.Task.OrHang())).Remote;
            NexusValue recorded = packet[2];
            Assert.Equal(Text(recorded["code"]), error.Code);
            Assert.Equal(Text(recorded["name"]), error.Name);
            Assert.Equal(recorded.Kind == NexusKind.String ? recorded.AsString() : Text(recorded["message"]), error.Message);
            Assert.Equal(recorded, error.Raw);
        }

        static string? Text(NexusValue value) => value.Kind == NexusKind.String ? value.AsString() : null;
    }

    private static bool IsUndecodable(string element) => element.Contains("\\u0003N:zz", StringComparison.Ordinal) || element.Contains("\\u0003M:zz", StringComparison.Ordinal);

    // What the recorded application on this side did to make this packet come out.
    private async Task ActAsync(ReplayConnection connection, Packet packet)
    {
        switch (packet.Type)
        {
            case 1 or 2 or 3:
                await CallAsync(connection, packet);
                break;
            case 5 when connection.Answering(packet.Elements[1]) is { } call:
                bool returnsItsArgument = call.Operation == NexusOperation.Apply && call.Packet.Elements.Count == 5 && call.Packet.Elements[4] == $"[{packet.Elements[2]}]"
                    && !call.Packet.Elements[4].Contains("\\u0003R", StringComparison.Ordinal);
                call.Return(returnsItsArgument ? (NexusValue?)null : RecordedValue.Build(packet[2], Export));
                break;
            case 6 when connection.Answering(packet.Elements[1]) is { } call:
                if (call.Content.Kind == NexusKind.Array && packet[2]["message"] == NexusValue.From("Do not know how to serialize a BigInt"))
                {
                    // A function that is handed out, and then something that can't be sent.
                    call.Return(NexusValue.From(new NexusValue[] { NexusValue.From(Export("never arrives")), NexusValue.From(new NexusMap { { (NexusValue)"big", NexusValue.From(System.Numerics.BigInteger.One) } }) }));
                    break;
                }

                if (call.Path is ["big"])
                {
                    call.Return(NexusValue.From(new string('b', call.Content[0].AsInt32())));
                    break;
                }

                string message = packet[2]["message"] is { Kind: NexusKind.String } text ? text.AsString() : "recorded without a message";
                call.Fail(packet[2]["code"] is { Kind: NexusKind.String } code && code.AsString() != "E_UNKNOWN" ? new NexusException(code.AsString(), message) : new RecordedFailure(message));
                break;
            case 7:
                // Otherwise nobody holds it, and this side frees it by itself.
                connection.Reference(packet[2].AsString())?.Release();
                break;
            case 13:
                // Earlier, the session might find the change by itself as well and tell it twice.
                await connection.Session!.Ready.OrHang();
                _node.UpdateIdentity(packet[2].AsObject());
                break;
            case 15:
                await connection.Session!.Ready.OrHang();
                foreach (NexusValue token in packet[2].Items.ToArray())
                {
                    _node.With(token.AsString(), new Puppet(this, token.AsString()));
                }

                break;
        }
    }

    private async Task CallAsync(ReplayConnection connection, Packet packet)
    {
        NexusOperation operation = (NexusOperation)packet.Type;
        NexusValue content = packet[packet.Elements.Count > 5 ? 5 : 4];
        NexusValue[] arguments = operation switch
        {
            NexusOperation.Get => [],
            NexusOperation.Set => [RecordedValue.Build(content, Export)],
            _ => RecordedValue.Build(content, Export).Items.ToArray(),
        };
        string[] path = [.. packet[3].Items.ToArray().Select(n => n.AsString())];
        Task<NexusValue> call;
        if (packet[2].IsNullish)
        {
            await connection.Session!.Ready.OrHang();
            call = connection.Session.CallAsync(operation, null, path, arguments, _plan.Timeouts.Count > 0 ? s_callTimeout : Timeout.InfiniteTimeSpan, CancellationToken.None).AsTask();
        }
        else
        {
            NexusRef reference = await connection.ReferenceAsync(packet[2].AsString());
            call = reference.InvokeAsync(operation, path, arguments).AsTask();
        }

        connection.OwnCalls[packet.Elements[1]] = new OwnCall(call, "");
        if (_plan.Timeouts.Contains(packet.Elements[1]))
        {
            _time.Advance(s_callTimeout);
            Assert.Equal("E_CALL_TIMEOUT", (await Assert.ThrowsAsync<NexusException>(() => call.OrHang())).Code);
        }
    }

    private Puppet Export(string recordedId) => new(this, recordedId);

    private async Task CompareAsync(ReplayConnection connection, Packet recorded)
    {
        byte[] body = await connection.Peer.TryReceiveAsync() ?? throw new InvalidOperationException($"The stream ended in place of {recorded.Text}");
        Packet ours = Packet.Of(body);
        Assert.True(ours.Type == recorded.Type, $"expected {recorded.Text}\nactual   {ours.Text}");
        if (recorded.Type is 1 or 2 or 3 && connection.OwnCalls.TryGetValue(recorded.Elements[1], out OwnCall? call))
        {
            connection.OwnCalls[recorded.Elements[1]] = call with { Id = ours.Elements[1] };
            recorded = recorded.With(1, ours.Elements[1]);
        }
        else if (recorded.Type == 10)
        {
            connection.Handshakes[recorded.Elements[1]] = ours.Elements[1];
            recorded = recorded.With(1, ours.Elements[1]);
        }
        else if (recorded.Type is 12 or 14 && connection.Handshakes.TryGetValue(recorded.Elements[1], out string? handshake))
        {
            recorded = recorded.With(1, handshake);
        }

        if (recorded.Type is 5 or 6)
        {
            connection.Finish(recorded.Elements[1]);
        }

        if (recorded.Type is 6 or 12)
        {
            CompareError(recorded, ours);
            Assert.Equal($"[{recorded.Elements[0]},{recorded.Elements[1]},{ErrorText(ours[2])}]", Utf8(body));
            return;
        }

        string expected = BindReferences(recorded.Text, ours.Text);
        if (IsLegacy && recorded.Type is 10 or 11 or 14)
        {
            // Peers of 0.3.1 pass over what 0.6 has added, so it is sent to both.
            string[] added = [.. ours.Elements.Skip(recorded.Elements.Count)];
            Assert.Equal($"[\"{Capability}\"]", added[0]);
            Assert.Equal(recorded.Type == 10 ? 1 : 2, added.Length);
            expected = $"{expected[..^1]},{string.Join(',', added)}]";
        }

        Assert.True(expected == Utf8(body), $"expected {Shorten(expected)}\nactual   {Shorten(Utf8(body))}");
    }

    private static void CompareError(Packet recorded, Packet ours)
    {
        Assert.Equal(recorded.Elements[1], ours.Elements[1]);
        NexusValue error = ours[2];
        Assert.Equal(recorded[2]["code"], error["code"]);
        for (NexusValue at = error; at.Kind != NexusKind.Undefined; at = at["cause"])
        {
            // What the original leaves out, and what it should not tell.
            Assert.NotEqual("", at["name"].AsString());
            Assert.NotEqual("", at["code"].AsString());
            Assert.NotEqual("", at["message"].AsString());
            Assert.False(at.AsObject().Contains("stack"));
        }
    }

    // The form that errors of this side always have.
    private static string ErrorText(NexusValue error)
    {
        string cause = error["cause"].Kind == NexusKind.Undefined ? "" : $",\"cause\":{ErrorText(error["cause"])}";
        return $"{{\"name\":{Plain("name")},\"code\":{Plain("code")},\"message\":{Plain("message")}{cause}}}";

        string Plain(string member) => Tests.Text.EncodePlain(error[member]);
    }

    private string BindReferences(string recorded, string ours)
    {
        MatchCollection recordedIds = ReferenceId().Matches(recorded);
        MatchCollection ourIds = ReferenceId().Matches(ours);
        Assert.True(recordedIds.Count == ourIds.Count, $"expected {Shorten(recorded)}\nactual   {Shorten(ours)}");
        for (int i = 0; i < ourIds.Count; i++)
        {
            _exported[recordedIds[i].Groups[1].Value] = ourIds[i].Groups[1].Value;
        }

        return ReferenceId().Replace(recorded, m => $"\"\\u0003R:{_exported[m.Groups[1].Value]}\"");
    }

    private static string Shorten(string text) => text.Length > 2000 ? text[..2000] + "…" : text;

    [GeneratedRegex("\"\\\\u0003R:([^\"]*)\"")]
    private static partial Regex ReferenceId();
}
