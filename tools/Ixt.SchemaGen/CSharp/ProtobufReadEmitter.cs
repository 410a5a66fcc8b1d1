using System.Globalization;
using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The reading of a record's fields: one walk that finds them, then the same checks as for JSON.</summary>
internal static class ProtobufReadEmitter
{
    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model, MessageNumbers numbers, bool hidesBase)
    {
        Member[] members = [.. record.DataMembers];
        code.Block($"internal static {(hidesBase ? "new " : "")}{record.Name} ReadProtobuf(ProtobufSlice content, string path, int level)", () =>
        {
            code.Line("ProtobufRead.Message(content, path);");
            foreach (Member member in members)
            {
                Declare(code, member, numbers, model);
            }

            code.Line("ProtobufReader fields = new(content.Bytes);");
            code.Block("while (fields.Next(out uint tag))", () => code.Block("switch (tag)", () =>
            {
                foreach (Member member in members)
                {
                    Cases(code, member, numbers, model);
                }

                code.Line("default:");
                Inside(code, "fields.Skip(tag);");
            }));
            code.Line();
            foreach (Member member in members)
            {
                Checks(code, member, numbers, model);
            }

            code.Block($"return new {record.Name}", () =>
            {
                foreach (Member member in members)
                {
                    string value = Value(member, numbers, model);
                    code.Line(numbers.Instead.ContainsKey(member.WireName)
                        ? $"{member.Name} = default, {RecordEmitter.Field(member)} = {value},"
                        : $"{member.Name} = {value},");
                }
            }, "};");
        });
    }

    private static void Declare(CodeWriter code, Member member, MessageNumbers numbers, ProtocolModel model)
    {
        string local = Local(member);
        code.Line(member.Type switch
        {
            HandWrittenType => $"ProtobufId {local} = default;",
            ArrayType => $"List<string> {local} = [];",
            _ when ProtoType.Of(member.Type, model).WireType == 2 => $"ProtobufSlice {local} = default;",
            _ => $"ProtobufNumber {local} = default;",
        });
        if (numbers.Instead.ContainsKey(member.WireName))
        {
            code.Line($"uint {local}Tag = 0;");
        }
    }

    private static void Cases(CodeWriter code, Member member, MessageNumbers numbers, ProtocolModel model)
    {
        string local = Local(member);
        IReadOnlyList<int> number = numbers.Fields[member.WireName];
        if (member.Type is HandWrittenType)
        {
            code.Line($"case {ProtoType.Tag(number[0], 2)}:");
            Inside(code, $"{local} = fields.TextId({local});");
            code.Line($"case {ProtoType.Tag(number[1], 0)}:");
            Inside(code, $"{local} = fields.NumberId({local});");
            return;
        }

        ProtoType type = ProtoType.Of(member.Type, model);
        code.Line($"case {ProtoType.Tag(number[0], type.WireType)}:");
        if (numbers.Instead.TryGetValue(member.WireName, out IReadOnlyDictionary<string, int>? instead))
        {
            foreach (int other in instead.Values)
            {
                code.Line($"case {ProtoType.Tag(other, 2)}:");
            }

            Inside(code, Once(member), $"{local}Tag = tag;");
            return;
        }

        Inside(code, member.Type switch
        {
            ArrayType list => $"{local}.Add(ProtobufRead.String(fields.Bytes(), {Path(member)}.At({local}.Count){Lengths(list.Item)}));",
            StringType => $"{local} = fields.Text({local});",
            BytesType or AnyType => $"{local} = fields.Slice();",
            _ when type.WireType == 2 => Once(member),
            _ when type.WireType == 1 => $"{local} = fields.Fixed64();",
            _ => $"{local} = fields.Number();",
        });
    }

    private static void Checks(CodeWriter code, Member member, MessageNumbers numbers, ProtocolModel model)
    {
        string local = Local(member);
        if (member.Type is ArrayType { MinItems: > 0 } list)
        {
            code.Block($"if ({local}.Count < {list.MinItems})", () => code.Line(
                $"throw ProtocolViolationException.At({Path(member)}, \"an array of at least {list.MinItems} item{(list.MinItems == 1 ? "" : "s")}\");"));
            code.Line();
        }

        if (!numbers.Instead.TryGetValue(member.WireName, out IReadOnlyDictionary<string, int>? instead))
        {
            return;
        }

        code.Block($"FreeObject {local}Element = {local}Tag switch", () =>
        {
            foreach ((string definition, int number) in instead)
            {
                code.Line($"{ProtoType.Tag(number, 2)} => new FreeObject({definition}.ReadProtobuf({local}, {Path(member)}.ToPointer(), level + 1).ToElement()),");
            }

            code.Line($"_ => ProtobufJson.FreeObject({local}, {Path(member)}, level),");
        }, "};");

        // A service's own parameters say which service it is; the frame says so, too.
        ObjectDefinition[] services = [.. instead.Keys.Select(k => model[k]).OfType<ObjectDefinition>().Where(d => d.Service is not null)];
        if (services.Length > 0)
        {
            code.Block($"bool isCalled = {local}Tag switch", () =>
            {
                foreach (ObjectDefinition service in services)
                {
                    string[] names = service.Service!.Split('.');
                    code.Line($"{ProtoType.Tag(instead[service.Name], 2)} => serviceField.Bytes.SequenceEqual(\"{names[0]}\"u8) && methodField.Bytes.SequenceEqual(\"{names[1]}\"u8),");
                }

                code.Line("_ => true,");
            }, "};");
            code.Block("if (!isCalled)", () => code.Line($"throw ProtocolViolationException.At({Path(member)}, \"those of the service's method\");"));
            code.Line();
        }
    }

    private static string Value(Member member, MessageNumbers numbers, ProtocolModel model)
    {
        string local = Local(member);
        if (numbers.Instead.ContainsKey(member.WireName))
        {
            return $"{local}Element";
        }

        string read = member.Type switch
        {
            HandWrittenType { IsNullable: true } => $"ProtobufRead.NullableRequestId({local}, {Path(member)})",
            HandWrittenType => $"ProtobufRead.RequestId({local}, {Path(member)})",
            ArrayType => local,
            StringType text => $"ProtobufRead.String({local}, {Path(member)}{Lengths(text)})",
            IntegerType number => string.Create(CultureInfo.InvariantCulture, $"ProtobufRead.Integer({local}, {Path(member)}, {number.Minimum}, {number.Maximum})"),
            NumberType number => $"ProtobufRead.Number({local}, {Path(member)}, {Double(number.Minimum, "double.MinValue")}, {Double(number.Maximum, "double.MaxValue")})",
            BooleanType => $"ProtobufRead.Boolean({local}, {Path(member)})",
            BytesType => $"ProtobufRead.Bytes({local}, {Path(member)})",
            FreeObjectType => $"ProtobufJson.Object({local}, {Path(member)}, level)",
            AnyType => $"ProtobufJson.Element({local}, {Path(member)}, level)",
            NamedType named when model[named.Name] is EnumDefinition => $"{named.Name}Wire.Read({local}, {Path(member)})",
            NamedType named => $"{named.Name}.ReadProtobuf({local}, {Path(member)}.ToPointer(), level + 1)",
            _ => throw new NotSupportedException($"{member.Type} cannot be read."),
        };
        string absent = TypeNames.DefaultOf(member, model) ?? $"default({TypeNames.Of(member, model)})";
        return member.IsRequired || member.Type is AnyType or ArrayType ? read : $"{local}.IsPresent ? {read} : {absent}";
    }

    private static string Lengths(MemberType type) => type switch
    {
        StringType { MinLength: null or 0, MaxLength: null } => "",
        StringType { MaxLength: null } text => $", {text.MinLength}",
        StringType text => $", {text.MinLength ?? 0}, {text.MaxLength}",
        _ => throw new NotSupportedException($"A list of {type} cannot be read."),
    };

    private static string Once(Member member) => $"{Local(member)} = fields.Once({Local(member)}, path, \"/{member.WireName}\");";

    private static void Inside(CodeWriter code, params ReadOnlySpan<string> lines)
    {
        code.Indent();
        foreach (string line in lines)
        {
            code.Line(line);
        }

        code.Line("break;");
        code.Outdent();
    }

    private static string Local(Member member) => Names.Camel(member.WireName).TrimStart('@') + "Field";

    private static string Path(Member member) => ReadEmitter.Path(member);

    private static string Double(double? value, string none) => value?.ToString("R", CultureInfo.InvariantCulture) ?? none;
}
