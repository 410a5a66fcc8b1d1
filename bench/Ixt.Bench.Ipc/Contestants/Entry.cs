namespace Ixt.Bench.Ipc;

/// <summary>A contestant that can be started, again and again.</summary>
/// <param name="Key">What <c>--only</c> and the JSON call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Family">Whose it is.</param>
/// <param name="PrepareAsync">Finds or makes what it needs, once; throws <see cref="MissingPeerException"/> when that is not here.</param>
internal sealed record Entry(string Key, string Title, Family Family, Func<Task<Func<Task<IContestant>>>> PrepareAsync)
{
    /// <summary>Whether it takes so long that a quick run leaves its largest payloads out.</summary>
    internal bool IsSlow { get; init; }

    /// <summary>Whether both ends are programs of their own, so that its start can't be told apart.</summary>
    internal bool IsPair { get; init; }

    /// <summary>Whether it has to be compiled first, which a smoke run leaves out.</summary>
    internal bool IsCompiledFirst { get; init; }
}
