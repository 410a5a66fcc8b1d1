using System.Text;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>A second, faster writing half, straight into a buffer: for records of which every part can be written without the platform's writer.</summary>
internal static class PlainWriteEmitter
{
    /// <summary>Whether a record has no free-form parts, and a first member that is always there.</summary>
    public static bool IsPlain(ObjectDefinition record, ProtocolModel model) =>
        record.Members.Count > 0 && IsAlwaysThere(record.Members[0], model) && record.Members.All(member => member.Type switch
        {
            ConstantType or StringType or IntegerType or NumberType or BooleanType or BytesType => true,
            HandWrittenType hand => hand is { CSharpName: "RequestId", IsNullable: false },
            NamedType named => model[named.Name] switch
            {
                EnumDefinition choice => choice.IsInteger,
                ObjectDefinition inner => IsPlain(inner, model),
                _ => false,
            },
            _ => false,
        });

    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model, bool overrides)
    {
        string modifier = overrides ? "override " : "";
        code.Line();
        code.Line("/// <inheritdoc/>");
        if (!IsPlain(record, model))
        {
            code.Line($"public {modifier}void WriteTo(IBufferWriter<byte> output) => ProtocolJson.WriteTo(this, output);");
            return;
        }

        code.Block($"public {modifier}void WriteTo(IBufferWriter<byte> output)", () =>
        {
            code.Line("ArgumentNullException.ThrowIfNull(output);");
            code.Line("PlainWriter writer = new(output);");
            code.Line("WritePlain(ref writer);");
            code.Line("writer.Flush();");
        });
        code.Line();
        code.Block("internal void WritePlain(ref PlainWriter writer)", () =>
        {
            StringBuilder literal = new("{");
            string comma = "";
            foreach (Member member in record.Members)
            {
                string name = $"{comma}\"{member.WireName}\":";
                comma = ",";
                if (member.Type is ConstantType constant)
                {
                    literal.Append(name).Append(constant.Text is { } text ? $"\"{text}\"" : constant.Flag ? "true" : "false");
                }
                else if (IsAlwaysThere(member, model))
                {
                    literal.Append(name);
                    Raw(code, literal);
                    Value(code, member, member.Name, model);
                }
                else
                {
                    Raw(code, literal);
                    string local = Names.Camel(member.WireName);
                    code.Block($"if ({member.Name} is {{ }} {local})", () =>
                    {
                        Raw(code, new StringBuilder(name));
                        Value(code, member, local, model);
                    });
                    code.Line();
                }
            }

            literal.Append('}');
            Raw(code, literal);
        });
    }

    private static bool IsAlwaysThere(Member member, ProtocolModel model) => member.IsRequired || TypeNames.DefaultOf(member, model) is not null;

    private static void Raw(CodeWriter code, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            code.Line($"writer.Raw(\"{literal.Replace("\"", "\\\"")}\"u8);");
            literal.Clear();
        }
    }

    private static void Value(CodeWriter code, Member member, string value, ProtocolModel model) => code.Line(member.Type switch
    {
        StringType => $"writer.String({value});",
        IntegerType => $"writer.Integer({value});",
        NumberType => $"writer.Number({value});",
        BooleanType => $"writer.Boolean({value});",
        BytesType => $"writer.Base64({value}.Span);",
        HandWrittenType => $"writer.Id({value});",
        NamedType named when model[named.Name] is EnumDefinition => $"writer.Integer({value}.ToWire());",
        _ => $"{value}.WritePlain(ref writer);",
    });
}
