using Ixt.Session;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>One connection of a replay: this side's session, the recorded peer, and what the two handed each other.</summary>
internal sealed class ReplayConnection(InMemoryTransport ours, InMemoryTransport theirs)
{
    private readonly Lock _gate = new();
    private readonly List<PeerCall> _calls = [];
    private readonly List<NexusRef> _references = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InMemoryTransport Transport => ours;

    public RawPeer Peer { get; } = new(theirs);

    public NexusSession? Session { get; set; }

    public Task<bool>? Authentication { get; set; }

    public bool IsOver { get; set; }

    /// <summary>Calls of this side by their recorded ids.</summary>
    public Dictionary<string, OwnCall> OwnCalls { get; } = [];

    /// <summary>Ids of handshakes: recorded → here.</summary>
    public Dictionary<string, string> Handshakes { get; } = [];

    public void Add(PeerCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    /// <summary>The first call of the peer that fits and is not being worked on.</summary>
    public PeerCall Take(NexusOperation operation, string target, ReadOnlyMemory<string> path)
    {
        lock (_gate)
        {
            PeerCall call = _calls.Find(c => !c.IsTaken && c.HasAnswer && Fits(c, operation, target, path))
                ?? _calls.Find(c => !c.IsTaken && Fits(c, operation, target, path))
                ?? throw new InvalidOperationException($"The recorded peer did not {operation} {target} {string.Join('.', path.ToArray())} now.");
            call.IsTaken = true;
            return call;
        }
    }

    /// <summary>What the policy says of the first call that fits and was not decided on.</summary>
    public bool Allows(NexusCallRequest request)
    {
        lock (_gate)
        {
            PeerCall? call = _calls.Find(c => !c.IsDecided && c.Operation == request.Operation && c.Path.AsSpan().SequenceEqual(request.Path.Span)) ?? _calls.Find(c => !c.IsDecided);
            if (call is not null)
            {
                call.IsDecided = true;
            }

            return call is { IsRefused: false };
        }
    }

    /// <summary>The first call of that id that was not answered.</summary>
    public PeerCall? Answering(string id)
    {
        lock (_gate)
        {
            PeerCall? call = _calls.Find(c => c.Id == id && !c.IsAnswered);
            if (call is not null)
            {
                call.IsAnswered = true;
            }

            return call;
        }
    }

    /// <summary>A call was answered on the wire: no service will see it any more.</summary>
    public void Finish(string id)
    {
        lock (_gate)
        {
            if (_calls.Find(c => c.Id == id && c.IsAnswered && !c.IsTaken) is { } call)
            {
                call.IsTaken = true;
            }
        }
    }

    /// <summary>Holds on to the peer's references: a finalizer must not free what the recorded application kept.</summary>
    public void Keep(params ReadOnlySpan<NexusValue> values)
    {
        foreach (NexusValue value in values)
        {
            switch (value.Kind)
            {
                case NexusKind.Array:
                    Keep(value.Items);
                    break;
                case NexusKind.Object:
                    Keep([.. value.AsObject().Select(m => m.Value)]);
                    break;
                case NexusKind.Reference:
                    lock (_gate)
                    {
                        _references.Add(value.AsRef());
                        _added.TrySetResult();
                        _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    }

                    break;
            }
        }
    }

    /// <summary>The peer's reference of that id that came last and was not released.</summary>
    public NexusRef? Reference(string id)
    {
        lock (_gate)
        {
            return _references.FindLast(r => r.Id == id && r.IsAlive);
        }
    }

    /// <summary>The same, waiting for it: services run on other threads.</summary>
    public async Task<NexusRef> ReferenceAsync(string id)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                added = _added.Task;
            }

            if (Reference(id) is { } reference)
            {
                return reference;
            }

            await added.OrHang();
        }
    }

    private static bool Fits(PeerCall call, NexusOperation operation, string target, ReadOnlyMemory<string> path) =>
        call.Operation == operation && call.Target == target && call.Path.AsSpan().SequenceEqual(path.Span);
}
