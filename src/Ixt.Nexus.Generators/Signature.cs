namespace Ixt.Nexus.Generators;

/// <summary>A method or delegate: what goes in and what comes out.</summary>
/// <param name="ReturnType">As it is declared, fully named.</param>
/// <param name="Returns">What kind of it.</param>
/// <param name="Result">How the result travels, if there is one.</param>
/// <param name="Parameters">In order.</param>
internal sealed record Signature(string ReturnType, ReturnKind Returns, Codec? Result, EquatableArray<Parameter> Parameters);
