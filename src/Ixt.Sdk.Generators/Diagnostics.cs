using Microsoft.CodeAnalysis;

namespace Ixt.Sdk.Generators;

/// <summary>What can be wrong with a <c>[Topic]</c> method. Each has a page: <c>docs/diagnostics/</c>.</summary>
internal static class Diagnostics
{
    private const string Category = "Ixt.Topics";

    internal static readonly DiagnosticDescriptor NotPartial = Make(
        "IXT6001",
        "A class with [Topic] methods must be partial",
        "'{0}' has [Topic] methods: declare it and the types around it partial, so that their registration can be added");

    internal static readonly DiagnosticDescriptor UnsupportedSignature = Make(
        "IXT6002",
        "A [Topic] method has an unsupported signature",
        "The [Topic] method '{0}' {1}");

    internal static readonly DiagnosticDescriptor DuplicateTopic = Make(
        "IXT6003",
        "A topic has two handlers",
        "The topic \"{0}\" is handled by '{1}' already; a topic has one handler");

    internal static readonly DiagnosticDescriptor NotAModule = Make(
        "IXT6004",
        "[Topic] is for methods of modules",
        "'{0}' does not derive from IxtProcessModule, so its [Topic] methods would never be called");

    internal static readonly DiagnosticDescriptor InvalidTopic = Make(
        "IXT6005",
        "A topic is empty or too long",
        "The topic of '{0}' has {1} characters; it must have 1 to 255");

    internal static DiagnosticDescriptor ById(string id) => id switch
    {
        "IXT6001" => NotPartial,
        "IXT6002" => UnsupportedSignature,
        "IXT6003" => DuplicateTopic,
        "IXT6004" => NotAModule,
        _ => InvalidTopic,
    };

    private static DiagnosticDescriptor Make(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
