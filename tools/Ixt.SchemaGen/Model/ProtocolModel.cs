namespace Ixt.SchemaGen.Model;

/// <summary>Everything the emitters need, in the schema's order.</summary>
public sealed class ProtocolModel
{
    private readonly Dictionary<string, Definition> _byName;

    public ProtocolModel(IReadOnlyList<Definition> definitions, IReadOnlyList<ErrorCode> errors)
    {
        Definitions = definitions;
        Errors = errors;
        _byName = definitions.ToDictionary(d => d.Name);
    }

    public IReadOnlyList<Definition> Definitions { get; }

    public IReadOnlyList<ErrorCode> Errors { get; }

    public Definition this[string name] => _byName[name];

    /// <summary>The union that <paramref name="name"/> is an alternative of. The loader makes sure that there is at most one.</summary>
    public UnionDefinition? BaseOf(string name) =>
        Definitions.OfType<UnionDefinition>().SingleOrDefault(u => u.Alternatives.Contains(name));

    /// <summary>The objects that a union comes down to.</summary>
    public IEnumerable<ObjectDefinition> LeavesOf(UnionDefinition union) =>
        union.Alternatives.SelectMany(name => this[name] switch
        {
            ObjectDefinition leaf => [leaf],
            UnionDefinition nested => LeavesOf(nested),
            _ => throw new SchemaException($"#/definitions/{union.Name}", $"{name} is neither an object nor a union."),
        });
}
