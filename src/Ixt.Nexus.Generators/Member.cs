namespace Ixt.Nexus.Generators;

/// <summary>One member of a Nexus interface.</summary>
/// <param name="Kind">What it is on the wire.</param>
/// <param name="WireName">What it is called there.</param>
/// <param name="Owner">The interface that declares it, fully named.</param>
/// <param name="Name">What it is called in C#.</param>
/// <param name="Signature">What goes in and comes out; of a nested object only the type says something.</param>
internal sealed record Member(MemberKind Kind, string WireName, string Owner, string Name, Signature Signature);
