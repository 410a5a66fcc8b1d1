namespace Ixt.SchemaGen.CSharp;

/// <summary>A member that every alternative of a union has, as the union offers it.</summary>
/// <param name="Type">Nullable as soon as one alternative's is.</param>
internal sealed record SharedMember(string Name, string WireName, string Type);
