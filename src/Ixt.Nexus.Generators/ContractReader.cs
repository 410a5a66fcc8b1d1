using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>Turns an interface symbol into what the generator needs to know of it.</summary>
internal sealed class ContractReader
{
    private readonly INamedTypeSymbol _interface;
    private readonly SourceLocation? _location;
    private readonly List<Problem> _problems = [];
    private readonly List<Member> _members = [];
    private readonly TypeMapper _types = new();

    private ContractReader(INamedTypeSymbol type)
    {
        _interface = type;
        _location = SourceLocation.From(type.Locations.FirstOrDefault());
    }

    /// <summary>The contract; null when the other attribute has one made already.</summary>
    internal static Contract? Read(INamedTypeSymbol type, string attribute) =>
        attribute == WellKnown.ObjectAttribute && WellKnown.Find(type, WellKnown.ServiceAttribute) is not null ? null : new ContractReader(type).Read();

    private Contract Read()
    {
        string? token = null;
        DefaultTarget? target = null;
        if (WellKnown.Find(_interface, WellKnown.ServiceAttribute) is { } service)
        {
            token = service.ConstructorArguments.FirstOrDefault().Value as string ?? "";
            CheckName(token, _interface);
            if (service.NamedArguments.FirstOrDefault(static a => a.Key == "DefaultTarget").Value.Value is string text)
            {
                target = DefaultTarget.Parse(text);
                if (target is null)
                {
                    Report(Diagnostics.InvalidTarget, _interface, _interface.Name, text);
                }
            }
        }

        // What is wrong with an interface shows again in its members: one error of it is enough.
        foreach (INamedTypeSymbol type in IsUsable() ? new[] { _interface }.Concat(_interface.AllInterfaces) : [])
        {
            if (type.In(WellKnown.Bare) is not ("System.IDisposable" or "System.IAsyncDisposable" or WellKnown.Proxy))
            {
                foreach (ISymbol member in type.GetMembers())
                {
                    ReadMember(member);
                }
            }
        }

        CheckDuplicates();
        string className = _interface.ToDisplayString().Replace('.', '_') + "_NexusContract";
        return new Contract(
            _interface.In(WellKnown.Full), className, token, target, new(_members.ToImmutableArray()), new(_types.Code.ToImmutableArray()), new(_problems.ToImmutableArray()));
    }

    private bool IsUsable()
    {
        for (INamedTypeSymbol? type = _interface; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                Report(Diagnostics.UnsupportedInterface, _interface, _interface.Name, "is generic, or inside of something generic: a contract is for one set of types");
                return false;
            }

            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || type.IsFileLocal)
            {
                Report(Diagnostics.UnsupportedInterface, _interface, _interface.Name, "can't be seen by the generated code: it, and every type around it, must be public or internal");
                return false;
            }
        }

        return true;
    }

    private void ReadMember(ISymbol member)
    {
        // What has a body is the interface's own business; accessors belong to their properties.
        if (!member.IsAbstract || member is ITypeSymbol || member is IMethodSymbol { AssociatedSymbol: not null })
        {
            return;
        }

        switch (member)
        {
            case { IsStatic: true }:
                Report(Diagnostics.UnsupportedMember, member, member.Name, "is static: a peer has no types, only objects");
                break;
            case IMethodSymbol method:
                ReadMethod(method);
                break;
            case IPropertySymbol property:
                ReadProperty(property);
                break;
            default:
                Report(Diagnostics.UnsupportedMember, member, member.Name, "is an event: let peers hand in a callback instead, a delegate that returns Task");
                break;
        }
    }

    private void ReadMethod(IMethodSymbol method)
    {
        if (method.IsGenericMethod)
        {
            Report(Diagnostics.UnsupportedMember, method, method.Name, "is generic: nothing says with which type to call it");
            return;
        }

        if (_types.SignatureOf(method, isDelegate: false) is not { } signature)
        {
            Report(_types.IsTypeFault ? Diagnostics.UnsupportedType : Diagnostics.UnsupportedMember, method, method.Name, _types.Fault!);
            return;
        }

        MemberKind kind = MemberKind.Function;
        string name = Names.Of(method, isMethod: true);
        if (WellKnown.Find(method, WellKnown.PropertyAttribute) is { } attribute)
        {
            name = Names.OfProperty(method, attribute);
            bool hasResult = signature.Result is not null;
            int values = signature.Parameters.Items.Count(static p => p.Codec is not null);
            kind = hasResult ? MemberKind.Getter : MemberKind.Setter;
            if (values != (hasResult ? 0 : 1))
            {
                Report(Diagnostics.UnsupportedProperty, method, method.Name);
                return;
            }
        }

        Add(kind, name, method, signature);
    }

    private void ReadProperty(IPropertySymbol property)
    {
        if (property.IsIndexer)
        {
            Report(Diagnostics.UnsupportedMember, property, "this[]", "is an indexer: declare a method");
        }
        else if (!WellKnown.IsContract(property.Type))
        {
            Report(
                Diagnostics.UnsupportedMember,
                property,
                property.Name,
                $"is a property, and a peer's can't be read without waiting: declare [NexusProperty] Task<{property.Type.In(SymbolDisplayFormat.MinimallyQualifiedFormat)}> Get{property.Name}Async(), or make its type a [NexusObject] interface");
        }
        else if (property.SetMethod is not null || property.GetMethod is null)
        {
            Report(Diagnostics.UnsupportedMember, property, property.Name, "is a nested object and can only have a getter");
        }
        else
        {
            ITypeSymbol type = property.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            Add(MemberKind.Nested, Names.Of(property), property, new Signature(type.In(WellKnown.Full), ReturnKind.Unsupported, null, new(ImmutableArray<Parameter>.Empty)));
        }
    }

    private void Add(MemberKind kind, string wireName, ISymbol member, Signature signature)
    {
        CheckName(wireName, member);
        _members.Add(new Member(kind, wireName, member.ContainingType.In(WellKnown.Full), member.Name, signature));
    }

    private void CheckName(string name, ISymbol symbol)
    {
        if (!Names.IsUsable(name))
        {
            Report(Diagnostics.InvalidName, symbol, symbol.Name, name);
        }
    }

    // A getter and a setter may share a name; nothing else may.
    private void CheckDuplicates()
    {
        foreach (IGrouping<string, Member> named in _members.GroupBy(static m => m.WireName, StringComparer.Ordinal))
        {
            Member first = named.First();
            Member? second = named.Skip(1).FirstOrDefault(m => m.Kind == first.Kind || !IsAccessor(m) || !IsAccessor(first));
            if (second is not null)
            {
                ISymbol symbol = new[] { _interface }.Concat(_interface.AllInterfaces).SelectMany(t => t.GetMembers(second.Name)).LastOrDefault() ?? _interface;
                Report(Diagnostics.DuplicateName, symbol, second.Name, named.Key, first.Name);
            }
        }
    }

    private static bool IsAccessor(Member member) => member.Kind is MemberKind.Getter or MemberKind.Setter;

    private void Report(DiagnosticDescriptor descriptor, ISymbol at, params string[] arguments) =>
        _problems.Add(new Problem(descriptor.Id, SourceLocation.From(at.Locations.FirstOrDefault()) ?? _location, new(arguments.ToImmutableArray())));
}
