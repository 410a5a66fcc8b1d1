using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.SchemaGen.CSharp;

/// <summary>Size and writing of a record's fields, in the order of their numbers, as every protobuf writer does it.</summary>
internal static class ProtobufWriteEmitter
{
    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model, MessageNumbers numbers, bool overrides)
    {
        Member[] members = [.. record.DataMembers.OrderBy(m => numbers.Fields[m.WireName][0])];
        string modifier = overrides ? "internal override" : "internal";
        code.Block($"{modifier} long ProtobufContentSize()", () =>
        {
            code.Line("long size = 0;");
            foreach (Member member in members)
            {
                Each(code, member, model, (value, isNullable) => Size(code, member, value, numbers, model));
            }

            code.Line("return size;");
        });
        code.Line();
        code.Block($"{modifier} void WriteProtobufContent(ref ProtobufWriter writer, int level)", () =>
        {
            foreach (Member member in members)
            {
                Each(code, member, model, (value, isNullable) => Write(code, member, value, numbers, model));
            }
        });
    }

    private static void Each(CodeWriter code, Member member, ProtocolModel model, Action<string, bool> body)
    {
        if (TypeNames.IsNullable(member) && TypeNames.DefaultOf(member, model) is null)
        {
            string local = Names.Camel(member.WireName);
            code.Block($"if ({member.Name} is {{ }} {local})", () => body(local, true));
            code.Line();
        }
        else
        {
            body(member.Name, false);
        }
    }

    private static void Size(CodeWriter code, Member member, string value, MessageNumbers numbers, ProtocolModel model)
    {
        int tag = ProtoType.TagSize(numbers.Fields[member.WireName][0]);
        switch (member.Type)
        {
            case HandWrittenType:
                code.Line($"size += {tag} + ProtobufSize.Id({value});");
                break;
            case StringType:
                code.Line($"size += {tag} + ProtobufSize.Text({value});");
                break;
            case IntegerType:
                code.Line($"size += {tag} + ProtobufSize.Number((ulong){value});");
                break;
            case NumberType:
                code.Line($"size += {tag} + sizeof(double);");
                break;
            case BooleanType:
                code.Line($"size += {tag} + 1;");
                break;
            case BytesType:
                code.Line($"size += {tag} + ProtobufSize.Bytes({value});");
                break;
            case FreeObjectType:
                code.Line($"size += {tag} + ProtobufSize.Object({value});");
                break;
            case AnyType:
                code.Line($"size += {tag} + ProtobufSize.Json({value});");
                break;
            case ArrayType:
                code.Block($"foreach (string item in {value})", () => code.Line($"size += {tag} + ProtobufSize.Text(item);"));
                code.Line();
                break;
            case NamedType named when model[named.Name] is EnumDefinition:
                code.Line($"size += {tag} + ProtobufSize.Number({value}.ToProtobuf());");
                break;
            default:
                code.Line($"size += {tag} + ProtobufSize.Delimited({value}.ProtobufContentSize());");
                break;
        }
    }

    private static void Write(CodeWriter code, Member member, string value, MessageNumbers numbers, ProtocolModel model)
    {
        IReadOnlyList<int> number = numbers.Fields[member.WireName];
        if (member.Type is HandWrittenType)
        {
            code.Line($"writer.Id({ProtoType.Tag(number[0], 2)}, {ProtoType.Tag(number[1], 0)}, {value});");
            return;
        }

        uint tag = ProtoType.Tag(number[0], ProtoType.Of(member.Type, model).WireType);
        switch (member.Type)
        {
            case StringType:
                code.Line($"writer.Text({tag}, {value});");
                break;
            case IntegerType:
                code.Line($"writer.Number({tag}, (ulong){value});");
                break;
            case NumberType:
                code.Line($"writer.Double({tag}, {value});");
                break;
            case BooleanType:
                code.Line($"writer.Number({tag}, {value} ? 1UL : 0UL);");
                break;
            case BytesType:
                code.Line($"writer.Bytes({tag}, {value});");
                break;
            case FreeObjectType:
                code.Line($"writer.Object({tag}, {value}, level, \"{member.WireName}\");");
                break;
            case AnyType:
                code.Line($"writer.Json({tag}, {value}, level, \"{member.WireName}\");");
                break;
            case ArrayType:
                code.Block($"foreach (string item in {value})", () => code.Line($"writer.Text({tag}, item);"));
                code.Line();
                break;
            case NamedType named when model[named.Name] is EnumDefinition:
                code.Line($"writer.Number({tag}, {value}.ToProtobuf());");
                break;
            default:
                code.Line($"writer.Message({tag}, {value}.ProtobufContentSize());");
                code.Line($"{value}.WriteProtobufContent(ref writer, level + 1);");
                break;
        }
    }
}
