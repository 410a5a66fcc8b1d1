namespace Ixt.Conformance.Compare.Scripts;

/// <summary>What the runtime of a comparison holds and answers.</summary>
/// <param name="Kv">The store at the beginning.</param>
/// <param name="KvFails">Keys with which every call fails.</param>
/// <param name="Topics">Answers on the bus, in turn; the last one for good.</param>
internal sealed record RuntimeScript(
    IReadOnlyDictionary<string, byte[]> Kv,
    IReadOnlyDictionary<string, ServiceError> KvFails,
    IReadOnlyDictionary<string, IReadOnlyList<BusAnswer>> Topics);
