using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>A diagnostic that is yet to be reported.</summary>
internal sealed record Problem(string Id, SourceLocation? Location, EquatableArray<string> Arguments)
{
    internal Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Diagnostics.ById(Id), Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None, [.. Arguments]);
}
