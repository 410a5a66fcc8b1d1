using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>What can be wrong with a Nexus interface. Each has a page: <c>docs/diagnostics/</c>.</summary>
internal static class Diagnostics
{
    private const string Category = "Ixt.Nexus";

    internal static readonly DiagnosticDescriptor UnsupportedInterface = Make(
        "IXN7001",
        "A Nexus interface is generic or can't be seen",
        "'{0}' {1}");

    internal static readonly DiagnosticDescriptor UnsupportedMember = Make(
        "IXN7002",
        "A member of a Nexus interface has an unsupported form",
        "'{0}' {1}");

    internal static readonly DiagnosticDescriptor UnsupportedType = Make(
        "IXN7003",
        "A type can't travel between Nexus peers",
        "'{0}': {1}");

    internal static readonly DiagnosticDescriptor UnsupportedProperty = Make(
        "IXN7004",
        "A [NexusProperty] method is neither getter nor setter",
        "'{0}' must take nothing and return a Task or ValueTask of the property's type, or take the value and return Task or ValueTask; a CancellationToken besides");

    internal static readonly DiagnosticDescriptor DuplicateName = Make(
        "IXN7005",
        "Two members have the same name on the wire",
        "'{0}' is named \"{1}\" on the wire, and so is '{2}'; give one of them another name with [NexusName]");

    internal static readonly DiagnosticDescriptor InvalidName = Make(
        "IXN7006",
        "A name can't be used on the wire",
        "'{0}' can't be named \"{1}\" on the wire: a name is not empty, and none of __proto__, prototype and constructor");

    internal static readonly DiagnosticDescriptor InvalidTarget = Make(
        "IXN7007",
        "A default target names no daemon",
        "'{0}' has the default target \"{1}\"; write APP or APP/INSTANCE, each one segment of a path");

    private static readonly DiagnosticDescriptor[] s_all =
        [UnsupportedInterface, UnsupportedMember, UnsupportedType, UnsupportedProperty, DuplicateName, InvalidName, InvalidTarget];

    internal static DiagnosticDescriptor ById(string id) => s_all.Single(d => d.Id == id);

    private static DiagnosticDescriptor Make(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
