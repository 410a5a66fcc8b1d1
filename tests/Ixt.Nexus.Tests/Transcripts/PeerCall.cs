namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>A call that the recorded peer made.</summary>
internal sealed class PeerCall
{
    private readonly TaskCompletionSource<NexusValue?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PeerCall(Packet packet, string id, NexusOperation operation, string? resource, string[] path, bool isRefused, bool hasAnswer)
    {
        Packet = packet;
        Id = id;
        Operation = operation;
        Target = resource ?? path[0];
        Path = resource is null ? path[1..] : path;
        IsRefused = isRefused;
        HasAnswer = hasAnswer;
    }

    public Packet Packet { get; }

    /// <summary>The id's text.</summary>
    public string Id { get; }

    public NexusOperation Operation { get; }

    /// <summary>The service's token or the recorded resource.</summary>
    public string Target { get; }

    public string[] Path { get; }

    /// <summary>Whether a policy refused it.</summary>
    public bool IsRefused { get; }

    /// <summary>Whether it was answered: otherwise it may never have reached a service.</summary>
    public bool HasAnswer { get; }

    public bool IsTaken { get; set; }

    public bool IsDecided { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>What the service came to; null: it returns what it got.</summary>
    public Task<NexusValue?> Answer => _answer.Task;

    /// <summary>Makes one of a packet; null if nothing can be dispatched by it.</summary>
    public static PeerCall? Of(Packet packet, bool isRefused, bool hasAnswer)
    {
        NexusValue resource = packet[2];
        NexusValue path = packet[3];
        if (packet.Type is not (1 or 2 or 3) || path.Kind != NexusKind.Array || (resource.IsNullish && path.Items.Length == 0))
        {
            return null;
        }

        string[] names = [.. path.Items.ToArray().Select(n => n.Kind == NexusKind.String ? n.AsString() : n.ToString())];
        return new(packet, packet.Elements[1], (NexusOperation)packet.Type, resource.Kind == NexusKind.String ? resource.AsString() : null, names, isRefused, hasAnswer);
    }

    /// <summary>The last element: arguments or a value. 0.3.1 may have put a service name in front of it.</summary>
    public NexusValue Content => Packet[Packet.Elements.Count > 5 ? 5 : 4];

    public void Return(NexusValue? value) => _answer.TrySetResult(value);

    public void Fail(Exception error) => _answer.TrySetException(error);
}
