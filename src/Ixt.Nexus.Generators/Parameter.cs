namespace Ixt.Nexus.Generators;

/// <summary>A parameter of a method or delegate.</summary>
/// <param name="Type">Its type, fully named.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Codec">How it travels; null for the <c>CancellationToken</c>, which does not.</param>
/// <param name="Default">Its default as C#, or null.</param>
internal sealed record Parameter(string Type, string Name, Codec? Codec, string? Default);
