using System.Text;
using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

internal sealed partial class TypeMapper
{
    private Codec? OfObject(string key, INamedTypeSymbol type)
    {
        if (WhyNoObject(type) is { } why)
        {
            return Fail(type, why);
        }

        IPropertySymbol[] properties = [.. PropertiesOf(type)];
        if (ConstructorOf(type, properties) is not { } constructor)
        {
            return Fail(type, "it has no public constructor whose parameters are its properties");
        }

        if (properties.GroupBy(static p => Names.Of(p), StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1 || !Names.IsUsable(g.Key)) is { } bad)
        {
            return Fail(type, $"its properties can't be told apart, or named, on the wire: \"{bad.Key}\"");
        }

        Codec codec = Announce(key);
        Dictionary<string, Codec> members = new(StringComparer.Ordinal);
        foreach (IPropertySymbol property in properties)
        {
            if (Of(property.Type) is not { } member)
            {
                Fault = $"{type.Name}.{property.Name}: {Fault}";
                return null;
            }

            members.Add(property.Name, member);
        }

        Code.Add(ReaderOf(type, codec, constructor, properties, members));
        Code.Add(WriterOf(type, codec, properties, members));
        return codec;
    }

    private static string? WhyNoObject(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace.ToDisplayString();
        return type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic ? "it may be anything; use NexusValue"
            : type.IsTupleType ? "a tuple's names are not there at run time; use a record"
            : type.IsRefLikeType || type.IsStatic ? "it can't be stored"
            : type.IsAbstract ? "it is abstract: nothing on the wire says which of its derived classes is meant"
            : space is "System" || space.StartsWith("System.", StringComparison.Ordinal) ? "it has no form on the wire; use a type of your own, or NexusValue"
            : space is "Ixt.Nexus" ? "it is part of this side's machinery"
            : null;
    }

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<INamedTypeSymbol> line = new();
        for (INamedTypeSymbol? t = type; t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); t = t.BaseType)
        {
            line.Push(t);
        }

        // Of overridden and hidden ones the last declaration counts, at the place of the first.
        IPropertySymbol[] all = [.. line.SelectMany(static t => t.GetMembers().OfType<IPropertySymbol>())
            .Where(static p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public })];
        return all.Where(p => seen.Add(p.Name)).Select(p => all.Last(q => q.Name == p.Name)).Where(static p => WellKnown.Find(p, WellKnown.IgnoreAttribute) is null);
    }

    // The longest whose parameters are all properties, so a record's own; a struct's implicit one only for want of another.
    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type, IPropertySymbol[] properties) => type.InstanceConstructors
        .Where(c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.All(p => PropertyFor(p, properties) is not null))
        .OrderBy(static c => c is { IsImplicitlyDeclared: true, Parameters.Length: 0 } ? 1 : 0)
        .ThenBy(static c => c.Parameters.Length == 0 ? 0 : 1)
        .ThenByDescending(static c => c.Parameters.Length)
        .FirstOrDefault();

    private static IPropertySymbol? PropertyFor(IParameterSymbol parameter, IPropertySymbol[] properties) => parameter.RefKind != RefKind.None ? null
        : properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(p.Type, parameter.Type));

    private static string ReaderOf(INamedTypeSymbol type, Codec codec, IMethodSymbol constructor, IPropertySymbol[] properties, Dictionary<string, Codec> members)
    {
        string name = type.In(WellKnown.Full);
        HashSet<string> given = new(StringComparer.Ordinal);
        List<string> arguments = [];
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            IPropertySymbol property = PropertyFor(parameter, properties)!;
            given.Add(property.Name);
            string fallback = Literals.DefaultOf(parameter) is { } constant ? ", " + constant : "";
            arguments.Add($"{Convert}Member(members, {Literals.Text(Names.Of(property))}, {members[property.Name].Read}{fallback})");
        }

        bool setsRequired = WellKnown.Find(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null;
        List<string> initial = [];
        StringBuilder later = new();
        foreach (IPropertySymbol property in properties.Where(static p => p.SetMethod is { DeclaredAccessibility: Accessibility.Public }))
        {
            bool mustBeInitial = property.IsRequired && !setsRequired;
            string read = $"{Convert}Member(members, {Literals.Text(Names.Of(property))}, {members[property.Name].Read})";
            if (given.Contains(property.Name) ? mustBeInitial : mustBeInitial || property.SetMethod!.IsInitOnly)
            {
                initial.Add($"@{property.Name} = {read}");
            }
            else if (!given.Contains(property.Name))
            {
                // What can be assigned afterwards keeps what the class itself says if it is missing.
                later.Append($"    if ({Convert}Has(members, {Literals.Text(Names.Of(property))}))\n    {{\n        result.@{property.Name} = {read};\n    }}\n\n");
            }
        }

        string initializer = initial.Count == 0 ? "" : $" {{ {string.Join(", ", initial)} }}";
        return $"private static {name} {codec.Read}({Value} value)\n{{\n    global::Ixt.Nexus.NexusObject members = {Convert}Enter(value);\n"
            + $"    {name} result = new {name}({string.Join(", ", arguments)}){initializer};\n{later}    return result;\n}}";
    }

    private static string WriterOf(INamedTypeSymbol type, Codec codec, IPropertySymbol[] properties, Dictionary<string, Codec> members)
    {
        StringBuilder code = new();
        code.Append($"private static {Value} {codec.Write}({type.In(WellKnown.Full)}{(type.IsReferenceType ? "?" : "")} value)\n{{\n");
        if (type.IsReferenceType)
        {
            code.Append($"    if (value is null)\n    {{\n        return {Value}.Null;\n    }}\n\n");
        }

        code.Append($"    global::Ixt.Nexus.NexusObject members = {Convert}Begin({properties.Length});\n");
        foreach (IPropertySymbol property in properties)
        {
            code.Append($"    members.Add({Literals.Text(Names.Of(property))}, {members[property.Name].Write}(value.@{property.Name}));\n");
        }

        return code.Append($"    return {Value}.From(members);\n}}").ToString();
    }
}
