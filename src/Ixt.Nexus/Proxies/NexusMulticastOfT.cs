using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>One service of several peers, as its interface: a call goes to all of them at once.</summary>
/// <typeparam name="T">The interface.</typeparam>
public sealed class NexusMulticast<T>
    where T : class
{
    private readonly NexusMulticast _all;

    internal NexusMulticast(NexusMulticast all, NexusContract<T> contract)
    {
        _all = all;
        Targets = [.. all.Targets.Select(contract.CreateProxy)];
    }

    /// <summary>The service's token.</summary>
    public string Token => _all.Token;

    /// <summary>Whom a call goes to, in the order of its results.</summary>
    public IReadOnlyList<T> Targets { get; }

    /// <summary>Calls a method of all, e.g. <c>echo => echo.EchoAsync("x")</c>, and waits for all. Peers whose session ended meanwhile are left out.</summary>
    /// <param name="call">Called once for each target, one after the other; what it throws at once is that target's result.</param>
    /// <exception cref="NexusException"><c>E_CONN_CLOSED</c> when there were targets and all of them are lost.</exception>
    public async Task<IReadOnlyList<NexusMulticastResult<TResult>>> CallAsync<TResult>(Func<T, Task<TResult>> call)
    {
        List<NexusMulticastResult<TResult>> results = [];
        await foreach (NexusMulticastResult<TResult> result in StreamAsync(call).ConfigureAwait(false))
        {
            results.Add(result);
        }

        return results.Count > 0 || Targets.Count == 0 ? results : throw NexusMulticast.AllLost();
    }

    /// <summary>Calls a method of all, and yields the results in the order of <see cref="Targets"/> as they come.</summary>
    /// <param name="call">Called once for each target, one after the other; what it throws at once is that target's result.</param>
    /// <param name="cancellationToken">Ends the enumeration before the next result; a call is given up by the token that is handed to its method.</param>
    public async IAsyncEnumerable<NexusMulticastResult<TResult>> StreamAsync<TResult>(
        Func<T, Task<TResult>> call, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        await foreach ((NexusPeer from, TResult? value, NexusException? error) in _all.ToAllAsync(i => call(Targets[i])).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(from, value, error);
        }
    }
}
