namespace Ixt.SchemaGen.Model;

/// <summary>A choice between strings or between integers.</summary>
/// <param name="Values">What is on the wire, in the schema's order.</param>
/// <param name="ValueNames">The C# name of each.</param>
/// <param name="IsInteger">Whether the wire has integers.</param>
/// <param name="Default">The wire value that an absent member stands for, if the schema says.</param>
public sealed record EnumDefinition(
    string Name, string Description, IReadOnlyList<string> Values, IReadOnlyList<string> ValueNames, bool IsInteger, string? Default)
    : Definition(Name, Description);
