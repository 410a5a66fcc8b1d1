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

        return results.Count > 0 || Targets.Count == 0 ? results : throw AllLost();
    }

    /// <summary>Calls a function of all, and yields the results in the order of <see cref="Targets"/> as they come.</summary>
    public async IAsyncEnumerable<NexusMulticastResult> StreamAsync(
        string member, ReadOnlyMemory<NexusValue> arguments, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string[] path = [member];
        await foreach ((NexusPeer from, NexusValue value, NexusException? error) in
            ToAllAsync(i => Targets[i].InvokeAsync(NexusOperation.Apply, path, arguments, cancellationToken).AsTask()).ConfigureAwait(false))
        {
            yield return new(from, error is null ? value : NexusValue.Undefined, error);
        }
    }

    internal static NexusException AllLost() => NexusException.Closed("all peers are lost.");

    /// <summary>Calls one after the other, then yields what came of it in their order; who is lost is left out.</summary>
    internal async IAsyncEnumerable<(NexusPeer From, TResult? Value, NexusException? Error)> ToAllAsync<TResult>(Func<int, Task<TResult>> call)
    {
        Task<(TResult? Value, NexusException? Error)>[] calls = [.. Enumerable.Range(0, Targets.Count).Select(i => OneAsync(call, i))];
        for (int i = 0; i < calls.Length; i++)
        {
            (TResult? value, NexusException? error) = await calls[i].ConfigureAwait(false);
            if (error?.Code != NexusErrorCodes.ConnectionClosed)
            {
                yield return (Targets[i].Peer, value, error);
            }
        }
    }

    // What a call throws at once is the result of that one too: the others have their calls.
    private static async Task<(TResult? Value, NexusException? Error)> OneAsync<TResult>(Func<int, Task<TResult>> call, int index)
    {
        try
        {
            return (await call(index).ConfigureAwait(false), null);
        }
        catch (NexusException e)
        {
            return (default, e);
        }
    }
}
