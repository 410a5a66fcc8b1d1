using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>Names on the wire.</summary>
internal static class Names
{
    /// <summary>A member's name: what <c>[NexusName]</c> says, or its own in camel case.</summary>
    internal static string Of(ISymbol member, bool isMethod = false) =>
        WellKnown.Find(member, WellKnown.NameAttribute) is { } named ? named.ConstructorArguments.FirstOrDefault().Value as string ?? ""
        : Camel(isMethod ? WithoutAsync(member.Name) : member.Name);

    /// <summary>A property's name, of its getter's or setter's: <c>GetValueAsync</c> is <c>value</c>.</summary>
    internal static string OfProperty(IMethodSymbol method, AttributeData attribute)
    {
        if (attribute.ConstructorArguments.Length > 0)
        {
            return attribute.ConstructorArguments[0].Value as string ?? "";
        }

        string name = WithoutAsync(method.Name);
        bool hasVerb = name.Length > 3 && (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal)) && char.IsUpper(name[3]);
        return Camel(hasVerb ? name.Substring(3) : name);
    }

    internal static bool IsUsable(string name) => name is not ("" or "__proto__" or "prototype" or "constructor");

    /// <summary>The leading capitals become small, but not the one that begins the next word: <c>URLPath</c> is <c>urlPath</c>.</summary>
    internal static string Camel(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static string WithoutAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;
}
