namespace Ixt.Nexus.Generators;

/// <summary>One Nexus interface: all that is needed to write its contract.</summary>
/// <param name="Interface">Its name, fully.</param>
/// <param name="ClassName">What its contract is called.</param>
/// <param name="Token">The service's name on the wire; null for an object.</param>
/// <param name="DefaultTarget">Application and perhaps instance of the daemon that is meant where a call names none; null for none.</param>
/// <param name="Members">What is reachable.</param>
/// <param name="Conversions">Code of the methods and classes that its types need.</param>
/// <param name="Problems">What is wrong with it; nothing is generated then.</param>
internal sealed record Contract(
    string Interface, string ClassName, string? Token, DefaultTarget? DefaultTarget, EquatableArray<Member> Members, EquatableArray<string> Conversions, EquatableArray<Problem> Problems);
