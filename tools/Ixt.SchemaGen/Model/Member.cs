namespace Ixt.SchemaGen.Model;

/// <summary>A member of an object.</summary>
/// <param name="WireName">As in JSON.</param>
/// <param name="Name">As in C#.</param>
/// <param name="TypeName">The definition that the schema refers to, if it does: TypeScript and Python keep the name.</param>
public sealed record Member(string WireName, string Name, string Description, MemberType Type, bool IsRequired, string? TypeName);
