using System.Globalization;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The reading half of a record.</summary>
internal static class ReadEmitter
{
    /// <summary>The public entry points, the same for records and unions.</summary>
    public static void EntryPoints(CodeWriter code, string name, bool hidesBase, bool isFrame, bool hasPlain = false)
    {
        string modifier = hidesBase ? "static new" : "static";
        Docs.Summary(code, $"Reads a {name} from a whole JSON text.");
        code.Line("/// <param name=\"utf8\">UTF-8, white space around it allowed. Not kept.</param>");
        code.Line("/// <exception cref=\"ProtocolViolationException\">The text is not JSON, or not this message.</exception>");
        code.Block($"public {modifier} {name} Read(ReadOnlySpan<byte> utf8)", () =>
        {
            if (hasPlain)
            {
                code.Block($"if (TryReadPlain(utf8, out {name}? plain))", () => code.Line("return plain;"));
                code.Line();
            }

            code.Line("JsonSlice root = JsonText.Root(utf8);");
            code.Block("try", () => code.Line("return Read(root, \"\");"));
            code.Block("catch (JsonException fault)", () => code.Line("throw JsonText.NotJson(fault);"));
            if (isFrame)
            {
                code.Block("catch (ProtocolViolationException violation)", () =>
                {
                    code.Line("violation.AttachFrame(FrameHeader.Of(root));");
                    code.Line("throw;");
                });
            }
        });
        code.Line();
        Docs.Summary(code, $"Reads a {name} from a free-form JSON value.");
        code.Line("/// <param name=\"element\">The value. Not kept.</param>");
        code.Line("/// <exception cref=\"ProtocolViolationException\">The value is not this message. Pointers count from the value.</exception>");
        code.Line($"public {modifier} {name} Read(JsonElement element) => Read(JsonMarshal.GetRawUtf8Value(element));");
        code.Line();
    }

    public static void Body(CodeWriter code, ObjectDefinition record, ProtocolModel model, bool hidesBase)
    {
        code.Block($"internal static {(hidesBase ? "new " : "")}{record.Name} Read(JsonSlice value, string path)", () =>
        {
            code.Line("JsonRead.Object(value, new JsonPath(path));");
            Scan(code, record.Members);
            code.Line();
            foreach (Member constant in record.ConstantMembers)
            {
                code.Line(Constant(constant));
            }

            code.Line($"return {Create(record)};");
        });
        code.Line();
        string parameters = string.Concat(record.DataMembers.Select(m => $", JsonSlice {Local(m)}"));
        code.Block($"internal static {record.Name} Create(string path{parameters})", () =>
        {
            code.Block($"return new {record.Name}", () =>
            {
                foreach (Member member in record.DataMembers)
                {
                    code.Line($"{member.Name} = {Value(member, model)},");
                }
            }, "};");
        });

        foreach (Member member in record.DataMembers.Where(m => m.Type is ArrayType))
        {
            code.Line();
            List(code, member, (ArrayType)member.Type);
        }
    }

    /// <summary>Makes the record of the members that a scan has found; its constants have been checked.</summary>
    public static string Create(ObjectDefinition record) =>
        $"{record.Name}.Create(path{string.Concat(record.DataMembers.Select(m => $", {Local(m)}"))})";

    /// <summary>Finds the named members of <c>value</c>, in whatever order; the last of a name wins.</summary>
    public static void Scan(CodeWriter code, IReadOnlyList<Member> members)
    {
        foreach (Member member in members)
        {
            code.Line($"JsonSlice {Local(member)} = default;");
        }

        code.Line("ObjectScanner members = new(value);");
        code.Block("while (members.Next(out ReadOnlySpan<byte> name))", () =>
        {
            string keyword = "if";
            foreach (Member member in members)
            {
                code.Block($"{keyword} (name.SequenceEqual(\"{member.WireName}\"u8))", () => code.Line($"{Local(member)} = members.Value();"));
                keyword = "else if";
            }

            code.Block("else", () => code.Line("members.Skip();"));
        });
    }

    public static string Local(Member member) => Names.Camel(member.WireName).TrimStart('@') + "Json";

    public static string Path(Member member) => $"new JsonPath(path, \"/{member.WireName}\")";

    private static string Constant(Member member) => member.Type is ConstantType { Text: { } text }
        ? $"JsonRead.Constant({Local(member)}, {Path(member)}, \"{text}\"u8, \"\\\"{text}\\\"\");"
        : $"JsonRead.Constant({Local(member)}, {Path(member)}, {(((ConstantType)member.Type).Flag ? "true" : "false")});";

    private static string Value(Member member, ProtocolModel model)
    {
        string read = member.Type is ArrayType ? $"Read{member.Name}({Local(member)}, {Path(member)})" : Single(member.Type, Local(member), Path(member), model);
        

        // A bare null would become an empty ReadOnlyMemory: it converts from a null array.
        string absent = TypeNames.DefaultOf(member, model) ?? $"default({TypeNames.Of(member, model)})";
        return member.IsRequired ? read : $"{Local(member)}.IsAbsent ? {absent} : {read}";
    }

    private static string Single(MemberType type, string local, string path, ProtocolModel? model) => type switch
    {
        StringType { MinLength: null or 0, MaxLength: null } => $"JsonRead.String({local}, {path})",
        StringType { MaxLength: null } text => $"JsonRead.String({local}, {path}, {text.MinLength})",
        StringType text => $"JsonRead.String({local}, {path}, {text.MinLength ?? 0}, {text.MaxLength})",
        IntegerType number => string.Create(CultureInfo.InvariantCulture, $"JsonRead.Integer({local}, {path}, {Long(number.Minimum)}, {Long(number.Maximum)})"),
        NumberType number => $"JsonRead.Number({local}, {path}, {Double(number.Minimum, "double.MinValue")}, {Double(number.Maximum, "double.MaxValue")})",
        BooleanType => $"JsonRead.Boolean({local}, {path})",
        BytesType => $"JsonRead.Bytes({local}, {path})",
        FreeObjectType => $"JsonRead.ObjectElement({local}, {path})",
        AnyType => $"JsonRead.Element({local}, {path})",
        HandWrittenType { IsNullable: true } hand => $"JsonRead.Nullable{hand.CSharpName}({local}, {path})",
        HandWrittenType hand => $"JsonRead.{hand.CSharpName}({local}, {path})",
        NamedType named when model?[named.Name] is EnumDefinition => $"{named.Name}Wire.Read({local}, {path})",
        NamedType named => $"{named.Name}.Read({local}, {path}.ToPointer())",
        _ => throw new NotSupportedException($"{type} cannot be read."),
    };

    private static void List(CodeWriter code, Member member, ArrayType list)
    {
        string item = TypeNames.Bare(list.Item);
        code.Block($"private static IReadOnlyList<{item}> Read{member.Name}(JsonSlice value, JsonPath path)", () =>
        {
            code.Line("JsonRead.Array(value, path);");
            code.Line($"List<{item}> items = [];");
            code.Line("ArrayScanner scanner = new(value);");
            code.Block("while (scanner.Next(out JsonSlice item))", () =>
                code.Line($"items.Add({Single(list.Item, "item", "path.At(items.Count)", null)});"));
            code.Line();
            if (list.MinItems > 0)
            {
                code.Block($"if (items.Count < {list.MinItems})", () =>
                    code.Line($"throw ProtocolViolationException.At(path, \"an array of at least {list.MinItems} item{(list.MinItems == 1 ? "" : "s")}\");"));
                code.Line();
            }

            code.Line("return items;");
        });
    }

    public static string Long(long value) => value switch
    {
        long.MinValue => "long.MinValue",
        long.MaxValue => "long.MaxValue",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    public static string Double(double? value, string none) => value?.ToString("R", CultureInfo.InvariantCulture) ?? none;
}
