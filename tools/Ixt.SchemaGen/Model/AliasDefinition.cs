namespace Ixt.SchemaGen.Model;

/// <summary>A name for a simple type: no C# type of its own, but one in TypeScript and Python.</summary>
public sealed record AliasDefinition(string Name, string Description, MemberType Type) : Definition(Name, Description);
