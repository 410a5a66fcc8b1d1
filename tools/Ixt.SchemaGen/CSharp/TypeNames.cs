using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The C# type of a member.</summary>
internal static class TypeNames
{
    /// <summary>With a question mark if the member may be absent or null.</summary>
    public static string Of(Member member, ProtocolModel model) =>
        Bare(member.Type) + (IsNullable(member) && DefaultOf(member, model) is null ? "?" : "");

    /// <summary>Whether the value may be missing in C#.</summary>
    public static bool IsNullable(Member member) => !member.IsRequired || member.Type is HandWrittenType { IsNullable: true };

    /// <summary>Without a question mark.</summary>
    public static string Bare(MemberType type) => type switch
    {
        StringType => "string",
        IntegerType => "long",
        NumberType => "double",
        BooleanType => "bool",
        BytesType => "ReadOnlyMemory<byte>",
        FreeObjectType or AnyType => "JsonElement",
        ArrayType list => $"IReadOnlyList<{Bare(list.Item)}>",
        NamedType named => named.Name,
        HandWrittenType hand => hand.CSharpName,
        _ => throw new NotSupportedException($"{type} has no C# type."),
    };

    /// <summary>The C# name of an enum member that an absent value stands for.</summary>
    public static string? DefaultOf(Member member, ProtocolModel model) =>
        !member.IsRequired && member.Type is NamedType named && model[named.Name] is EnumDefinition { Default: { } value } choice
            ? $"{choice.Name}.{choice.ValueNames[choice.Values.ToList().IndexOf(value)]}"
            : null;
}
