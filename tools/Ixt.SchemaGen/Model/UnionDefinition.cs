namespace Ixt.SchemaGen.Model;

/// <summary>A closed choice between objects, or between further unions of them.</summary>
public sealed record UnionDefinition(string Name, string Description, IReadOnlyList<string> Alternatives) : Definition(Name, Description);
