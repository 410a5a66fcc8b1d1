using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

internal sealed partial class TypeMapper
{
    private Codec? OfArray(string key, IArrayTypeSymbol type)
    {
        if (type.Rank != 1)
        {
            return Fail(type, "an array has one dimension on the wire; use an array of arrays");
        }

        if (type.ElementType.SpecialType == SpecialType.System_Byte)
        {
            return Library("Bytes");
        }

        return Of(type.ElementType) is { } item ? Define(key, type.In(WellKnown.Full), $"{Convert}ReadArray(value, {item.Read})", $"{Convert}WriteItems(value, {item.Write})", acceptsNull: true) : null;
    }

    private static bool IsCollection(INamedTypeSymbol type) => FormOf(type) != CollectionForm.None;

    private static CollectionForm FormOf(INamedTypeSymbol type) => type.OriginalDefinition.In(WellKnown.Bare) switch
    {
        "System.Collections.Generic.List" or "System.Collections.Generic.IList" or "System.Collections.Generic.ICollection" or "System.Collections.Generic.IEnumerable"
            or "System.Collections.Generic.IReadOnlyList" or "System.Collections.Generic.IReadOnlyCollection" => CollectionForm.List,
        "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.IReadOnlySet" => CollectionForm.Set,
        "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary" or "System.Collections.Generic.IReadOnlyDictionary" =>
            type.TypeArguments[0].SpecialType == SpecialType.System_String ? CollectionForm.Named : CollectionForm.Map,
        _ => CollectionForm.None,
    };

    private Codec? OfCollection(string key, INamedTypeSymbol type) => FormOf(type) switch
    {
        CollectionForm.List => OfItems(key, type, "List", "Items"),
        CollectionForm.Set => Plainly(type, () => OfItems(key, type, "Set", "Set")),
        CollectionForm.Named => OfNamed(key, type),
        _ => Plainly(type, () => OfMap(key, type)),
    };

    private Codec? OfItems(string key, INamedTypeSymbol type, string read, string write) => Of(type.TypeArguments[0]) is { } item
        ? Define(key, type.In(WellKnown.Full), $"{Convert}Read{read}(value, {item.Read})", $"{Convert}Write{write}(value, {item.Write})", acceptsNull: true)
        : null;

    private Codec? OfNamed(string key, INamedTypeSymbol type) => Of(type.TypeArguments[1]) is { } item
        ? Define(key, type.In(WellKnown.Full), $"{Convert}ReadNamed(value, {item.Read})", $"{Convert}WriteNamed(value, {item.Write})", acceptsNull: true)
        : null;

    private Codec? OfMap(string key, INamedTypeSymbol type) => Of(type.TypeArguments[0]) is { } name && Of(type.TypeArguments[1]) is { } item
        ? Define(key, type.In(WellKnown.Full), $"{Convert}ReadMap(value, {name.Read}, {item.Read})", $"{Convert}WriteMap(value, {name.Write}, {item.Write})", acceptsNull: true)
        : null;

    // Map and Set are JSON inside of a string: nothing in them is more than JSON.
    private Codec? Plainly(INamedTypeSymbol type, Func<Codec?> map)
    {
        if (_isPlain)
        {
            return Fail(type, "a Map or Set can't stand in another one");
        }

        _isPlain = true;
        Codec? codec = map();
        _isPlain = false;
        return codec;
    }
}
