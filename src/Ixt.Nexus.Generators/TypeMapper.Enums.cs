using System.Text;
using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

internal sealed partial class TypeMapper
{
    // By name, as TypeScript's unions of texts; combined flags have no name and are numbers.
    private Codec OfEnum(string key, INamedTypeSymbol type)
    {
        string name = type.In(WellKnown.Full);
        string number = type.EnumUnderlyingType!.Name;
        string underlying = type.EnumUnderlyingType.In(WellKnown.Full);
        bool isFlags = WellKnown.Find(type, "System.FlagsAttribute") is not null;
        Codec codec = Announce(key);
        StringBuilder read = new($"private static {name} {codec.Read}({Value} value) => value.Kind != global::Ixt.Nexus.NexusKind.String ? ({name}){Convert}Read{number}(value) : value.AsString() switch\n{{\n");
        StringBuilder write = new($"private static {Value} {codec.Write}({name} value) => value switch\n{{\n");
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<object> values = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue))
        {
            string wire = Names.Of(field);
            if (names.Add(wire))
            {
                read.Append($"    {Literals.Text(wire)} => {name}.@{field.Name},\n");
            }

            if (!isFlags && values.Add(field.ConstantValue!))
            {
                write.Append($"    {name}.@{field.Name} => {Value}.From({Literals.Text(wire)}),\n");
            }
        }

        read.Append($"    var text => throw {Convert}NoMember({Literals.Text(type.Name)}, text),\n}};");
        write.Append($"    _ => {Convert}Write{number}(({underlying})value),\n}};");
        Code.Add(read.ToString());
        Code.Add(write.ToString());
        return codec;
    }
}
