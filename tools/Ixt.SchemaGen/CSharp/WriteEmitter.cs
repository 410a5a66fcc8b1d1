using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The writing half of a record.</summary>
internal static class WriteEmitter
{
    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model, bool overrides)
    {
        code.Line("/// <inheritdoc/>");
        code.Block($"public {(overrides ? "override " : "")}void Write(Utf8JsonWriter writer)", () =>
        {
            code.Line("ArgumentNullException.ThrowIfNull(writer);");
            code.Line("writer.WriteStartObject();");
            foreach (Member member in record.Members)
            {
                Write(code, member, model);
            }

            code.Line("writer.WriteEndObject();");
        });
    }

    private static void Write(CodeWriter code, Member member, ProtocolModel model)
    {
        if (member.Type is HandWrittenType { IsNullable: true } && member.IsRequired)
        {
            string local = Names.Camel(member.WireName);
            code.Line($"writer.WritePropertyName(\"{member.WireName}\"u8);");
            code.Block($"if ({member.Name} is {{ }} {local})", () => code.Line($"{local}.Write(writer);"));
            code.Block("else", () => code.Line("writer.WriteNullValue();"));
        }
        else if (!member.IsRequired && TypeNames.DefaultOf(member, model) is null)
        {
            string local = Names.Camel(member.WireName);
            code.Block($"if ({member.Name} is {{ }} {local})", () => Value(code, member, local, model));
        }
        else
        {
            Value(code, member, member.Name, model);
        }
    }

    private static void Value(CodeWriter code, Member member, string value, ProtocolModel model)
    {
        string name = $"\"{member.WireName}\"u8";
        switch (member.Type)
        {
            case ConstantType { Text: { } text }:
                code.Line($"writer.WriteString({name}, \"{text}\"u8);");
                break;
            case ConstantType flag:
                code.Line($"writer.WriteBoolean({name}, {(flag.Flag ? "true" : "false")});");
                break;
            case StringType:
                code.Line($"writer.WriteString({name}, {value});");
                break;
            case IntegerType or NumberType:
                code.Line($"writer.WriteNumber({name}, {value});");
                break;
            case BooleanType:
                code.Line($"writer.WriteBoolean({name}, {value});");
                break;
            case BytesType:
                code.Line($"writer.WriteBase64String({name}, {value}.Span);");
                break;
            case FreeObjectType:
                code.Line($"JsonWrite.Object(writer, {name}, {value});");
                break;
            case AnyType:
                code.Line($"JsonWrite.Element(writer, {name}, {value});");
                break;
            case NamedType named when model[named.Name] is EnumDefinition choice:
                code.Line($"writer.{(choice.IsInteger ? "WriteNumber" : "WriteString")}({name}, {value}.ToWire());");
                break;
            case ArrayType { Item: StringType }:
                code.Line($"writer.WriteStartArray({name});");
                code.Block($"foreach (string item in {value})", () => code.Line("writer.WriteStringValue(item);"));
                code.Line();
                code.Line("writer.WriteEndArray();");
                break;
            case NamedType or HandWrittenType:
                code.Line($"writer.WritePropertyName({name});");
                code.Line($"{value}.Write(writer);");
                break;
            default:
                throw new NotSupportedException($"{member.WireName}: {member.Type} cannot be written.");
        }
    }
}
