using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ixt.Sdk.Generators;

/// <summary>A module class, as its other part must declare it.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Declarations">From the outermost type inwards, e.g. <c>class Outer</c>, <c>class MyModule&lt;T&gt;</c>.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="HintName">A file name for the generated part, unique in the compilation.</param>
internal sealed record ModuleClass(string Namespace, EquatableArray<string> Declarations, string Name, string HintName)
{
    private const string BaseClass = "Ixt.Sdk.IxtProcessModule";

    internal static ModuleClass From(INamedTypeSymbol type)
    {
        List<string> declarations = [];
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            string keyword = t switch
            {
                { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Struct } => "struct",
                { TypeKind: TypeKind.Interface } => "interface",
                _ => "class",
            };
            declarations.Insert(0, keyword + " " + t.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters)
                .WithMemberOptions(SymbolDisplayMemberOptions.None)
                .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes)).Split('.').Last());
        }

        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();
        string hint = type.ToDisplayString().Replace('<', '_').Replace('>', '_').Replace(',', '_').Replace(" ", "");
        return new ModuleClass(space, new(declarations.ToImmutableArray()), type.Name, hint + ".Topics.g.cs");
    }

    /// <summary>Whether the class and every type around it can be added to.</summary>
    internal static bool IsPartial(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            foreach (SyntaxReference reference in t.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    return false;
                }
            }
        }

        return true;
    }

    internal static bool IsModule(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.ToDisplayString() == BaseClass)
            {
                return true;
            }
        }

        return false;
    }
}
