namespace Ixt.Nexus;

/// <summary>One service of several peers: a call goes to all of them at once.</summary>
public sealed class NexusMulticast
{
    internal NexusMulticast(string token, IReadOnlyList<NexusProxy> targets)
    {
        Token = token;
        Targets = targets;
    }

    /// <summary>The service's token.</summary>
    public string Token { get; }

    /// <summary>Whom a call goes to, in the order of its results.</summary>
    public IReadOnlyList<NexusProxy> Targets { get; }

    /// <summary>Calls a function of all, and waits for all. Peers whose session ended meanwhile are left out.</summary>
    /// <exception cref="NexusException"><c>E_CONN_CLOSED</c> when there were targets and all of them are lost.</exception>
    public async Task<IReadOnlyList<NexusMulticastResult>> CallAsync(string member, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default)
    {
        List<NexusMulticastResult> results = [];
        await foreach (NexusMulticastResult result in StreamAsync(member, arguments, cancellationToken).ConfigureAwait(false))
        {
            results.Add(result);
        }

        return results.Count > 0 || Targets.Count == 0 ? results : throw NexusException.Closed("all peers are lost.");
    }

    /// <summary>Calls a function of all, and yields the results in the order of <see cref="Targets"/> as they come.</summary>
    public async IAsyncEnumerable<NexusMulticastResult> StreamAsync(
        string member, ReadOnlyMemory<NexusValue> arguments, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Task<NexusMulticastResult?>[] calls = [.. Targets.Select(t => OneAsync(t, member, arguments, cancellationToken))];
        foreach (Task<NexusMulticastResult?> call in calls)
        {
            if (await call.ConfigureAwait(false) is { } result)
            {
                yield return result;
            }
        }
    }

    private static async Task<NexusMulticastResult?> OneAsync(NexusProxy target, string member, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return new(target.Peer, await target.InvokeAsync(NexusOperation.Apply, new[] { member }, arguments, cancellationToken).ConfigureAwait(false), null);
        }
        catch (NexusException e) when (e.Code == NexusErrorCodes.ConnectionClosed)
        {
            return null;
        }
        catch (NexusException e)
        {
            return new(target.Peer, NexusValue.Undefined, e);
        }
    }
}
