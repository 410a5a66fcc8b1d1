using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>Types and attributes that mean something here.</summary>
internal static class WellKnown
{
    internal const string ServiceAttribute = "Ixt.Nexus.NexusServiceAttribute";
    internal const string ObjectAttribute = "Ixt.Nexus.NexusObjectAttribute";
    internal const string NameAttribute = "Ixt.Nexus.NexusNameAttribute";
    internal const string PropertyAttribute = "Ixt.Nexus.NexusPropertyAttribute";
    internal const string IgnoreAttribute = "Ixt.Nexus.NexusIgnoreAttribute";
    internal const string Proxy = "Ixt.Nexus.INexusProxy";
    internal const string CancellationToken = "System.Threading.CancellationToken";

    // Types as they stand in generated code.
    internal static readonly SymbolDisplayFormat Full =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // Types as they are looked up: System.Collections.Generic.List, without arguments.
    internal static readonly SymbolDisplayFormat Bare = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    internal static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString(Bare) == attribute);

    internal static string In(this ITypeSymbol type, SymbolDisplayFormat format) => type.ToDisplayString(format);

    internal static bool IsContract(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && (Find(type, ServiceAttribute) ?? Find(type, ObjectAttribute)) is not null;
}
