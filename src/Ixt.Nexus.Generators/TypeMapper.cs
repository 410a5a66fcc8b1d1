using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

/// <summary>Finds out how types travel, and writes the conversions that the library does not have.</summary>
internal sealed partial class TypeMapper
{
    private const string Convert = "global::Ixt.Nexus.NexusConvert.";
    private const string Value = "global::Ixt.Nexus.NexusValue";

    private readonly Dictionary<string, Codec> _known = new(StringComparer.Ordinal);
    private bool _isPlain;

    /// <summary>Methods and classes that the conversions found so far need.</summary>
    internal List<string> Code { get; } = [];

    /// <summary>Why the last signature or type is unsupported.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Whether that is because of a type, not of the signature's form.</summary>
    internal bool IsTypeFault { get; private set; }

    /// <summary>How a type travels; null, and a <see cref="Fault"/>, if it does not.</summary>
    internal Codec? Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return OfNullable(nullable);
        }

        // Where nothing is said of null, it is allowed.
        if (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
        {
            return OfOptional(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        }

        string name = type.In(WellKnown.Full);
        if (Scalar(type) is { } scalar)
        {
            return _isPlain && type.Name is ("BigInteger" or "NexusMap" or "NexusSet" or "NexusRef") ? Fail(type, "Map and Set hold only what JSON has") : scalar;
        }

        string key = (_isPlain ? "plain " : "") + name;
        if (_known.TryGetValue(key, out Codec codec))
        {
            return codec;
        }

        return type switch
        {
            IArrayTypeSymbol array => OfArray(key, array),
            INamedTypeSymbol { TypeKind: TypeKind.Enum } named => OfEnum(key, named),
            INamedTypeSymbol { TypeKind: TypeKind.Delegate } named => OfDelegate(key, named),
            INamedTypeSymbol named when WellKnown.IsContract(named) => OfReference(named),
            INamedTypeSymbol { IsGenericType: true } named when IsCollection(named) => OfCollection(key, named),
            INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named => OfObject(key, named),
            _ => Fail(type, type.TypeKind == TypeKind.Interface
                ? "it is an interface: make it a [NexusObject] that travels by reference, or use a class or record that travels by value"
                : "use a class or record, or NexusValue where anything may come"),
        };
    }

    private Codec? OfNullable(INamedTypeSymbol type)
    {
        if (Of(type.TypeArguments[0]) is not { } inner)
        {
            return null;
        }

        string name = type.In(WellKnown.Full);
        return Define((_isPlain ? "plain " : "") + name, name, $"{Convert}ReadNullable(value, {inner.Read})", $"{Convert}WriteNullable(value, {inner.Write})");
    }

    private Codec? OfOptional(ITypeSymbol type)
    {
        if (Of(type) is not { } inner)
        {
            return null;
        }

        string name = type.In(WellKnown.Full) + "?";
        return Define((_isPlain ? "plain " : "") + name, name, $"value.IsNullish ? null : {inner.Read}(value)", write: null) with { Write = inner.Write };
    }

    private Codec? OfReference(INamedTypeSymbol type) => _isPlain
        ? Fail(type, "a reference can't stand in a Map or Set")
        : new($"{Convert}ReadReference<{type.In(WellKnown.Full)}>", $"{Convert}WriteReference<{type.In(WellKnown.Full)}>");

    /// <summary>Writes a method for each direction. Writers of reference types take null, which becomes <c>null</c>.</summary>
    private Codec Define(string key, string type, string read, string? write, bool acceptsNull = false)
    {
        if (_known.TryGetValue(key, out Codec known))
        {
            return known;
        }

        int number = _known.Count;
        Codec codec = new($"Read{number}", $"Write{number}");
        _known.Add(key, codec);
        Code.Add($"private static {type} Read{number}({Value} value) => {read};");
        if (write is not null)
        {
            Code.Add($"private static {Value} Write{number}({type}{(acceptsNull ? "?" : "")} value) => {write};");
        }

        return codec;
    }

    /// <summary>Names the methods of a type before its parts are looked at: they may lead back to it.</summary>
    private Codec Announce(string key)
    {
        Codec codec = new($"Read{_known.Count}", $"Write{_known.Count}");
        _known.Add(key, codec);
        return codec;
    }

    private Codec? Fail(ITypeSymbol type, string why)
    {
        Fault = $"{type.In(SymbolDisplayFormat.MinimallyQualifiedFormat)} can't travel: {why}";
        IsTypeFault = true;
        return null;
    }
}
