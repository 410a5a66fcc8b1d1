namespace Ixt.SchemaGen.Protobuf;

/// <summary>The numbers of one message.</summary>
/// <param name="Note">The requirements that it serves.</param>
/// <param name="Fields">By the member's name in JSON; an id has two.</param>
/// <param name="Alternatives">By the alternative's definition; empty unless the message stands for a union.</param>
/// <param name="Instead">For a member that is a free-form object: definitions that may stand in its place.</param>
/// <param name="Reserved">Numbers that no field may have.</param>
public sealed record MessageNumbers(
    string Note,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Fields,
    IReadOnlyDictionary<string, int> Alternatives,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Instead,
    IReadOnlyList<int> Reserved)
{
    /// <summary>Every number that is in use.</summary>
    public IEnumerable<int> All => [.. Fields.Values.SelectMany(n => n), .. Alternatives.Values, .. Instead.Values.SelectMany(i => i.Values)];
}
