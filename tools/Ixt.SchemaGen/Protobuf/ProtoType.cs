using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary>What a member is in protobuf.</summary>
/// <param name="Name">In the <c>.proto</c> file.</param>
/// <param name="WireType">0 varint, 1 eight bytes, 2 with a length.</param>
public sealed record ProtoType(string Name, int WireType)
{
    /// <summary>The type of a member that is not an id.</summary>
    public static ProtoType Of(MemberType type, ProtocolModel model) => type switch
    {
        StringType => new("string", 2),
        IntegerType { Minimum: >= 0 } => new("uint64", 0),
        NumberType => new("double", 1),
        BooleanType => new("bool", 0),
        BytesType or AnyType => new("bytes", 2),
        FreeObjectType => new("JsonObject", 2),
        ArrayType { Item: StringType } => new("string", 2),
        NamedType named when model[named.Name] is EnumDefinition => new(named.Name, 0),
        NamedType named when model[named.Name] is ObjectDefinition && model.BaseOf(named.Name) is null => new(named.Name, 2),
        _ => throw new NotSupportedException($"{type} has no protobuf type."),
    };

    /// <summary>The tag of a field.</summary>
    public static uint Tag(int number, int wireType) => ((uint)number << 3) | (uint)wireType;

    /// <summary>How many bytes a tag takes.</summary>
    public static int TagSize(int number) => number < 16 ? 1 : number < 2048 ? 2 : 3;
}
