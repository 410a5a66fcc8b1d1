using System.Globalization;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>A second, faster reading half: one walk that reads what writers commonly write and leaves everything else, faults above all, to <see cref="ReadEmitter"/>.</summary>
internal static class PlainReadEmitter
{
    /// <summary>Whether all members are of types that a plain read knows.</summary>
    public static bool IsPlain(ObjectDefinition record, ProtocolModel model) => record.DataMembers.All(member => member.Type switch
    {
        StringType or IntegerType or NumberType or BooleanType or BytesType => true,
        FreeObjectType => record.IsFrame && member.IsRequired,
        HandWrittenType hand => hand.CSharpName == "RequestId" && member.IsRequired,
        NamedType named => model[named.Name] switch
        {
            EnumDefinition => true,
            ObjectDefinition inner => member.IsRequired && IsPlain(inner, model),
            _ => false,
        },
        _ => false,
    });

    /// <summary>The reader of a record. A frame's starts behind its type, any other's at its brace.</summary>
    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model)
    {
        Member[] members = [.. record.Members.Where(m => m.WireName != "type")];
        code.Line();
        code.Block($"internal static bool TryReadPlain(ref JsonCursor cursor, [NotNullWhen(true)] out {record.Name}? result)", () =>
        {
            code.Line("result = null;");
            foreach (Member member in members.Where(m => m.Type is not ConstantType))
            {
                code.Line($"{LocalType(member, model)} {Local(member)} = {TypeNames.DefaultOf(member, model) ?? (member is { IsRequired: true, Type: StringType } ? "\"\"" : "default")};");
            }

            code.Line("int seen = 0;");
            if (record.IsFrame)
            {
                code.Block("while (cursor.TryTake((byte)','))", () => Body(code, record, members, model));
            }
            else
            {
                code.Block("if (!cursor.TryTake((byte)'{'))", () => code.Line("return false;"));
                code.Line();
                code.Block("do", () => Body(code, record, members, model));
                code.Line("while (cursor.TryTake((byte)','));");
            }

            code.Line();
            int required = members.Select((m, i) => m.IsRequired ? 1 << i : 0).Sum();
            string inner = string.Concat(members.Where(m => IsObject(m, model)).Select(m => $" || {Local(m)} is null"));
            code.Block($"if ((seen & {required}) != {required}{inner} || !cursor.TryTake((byte)'}}'))", () => code.Line("return false;"));
            code.Line();
            code.Block($"result = new {record.Name}", () =>
            {
                foreach (Member member in members.Where(m => m.Type is not ConstantType))
                {
                    code.Line(member.Type is FreeObjectType
                        ? $"{member.Name} = default, {RecordEmitter.Field(member)} = {Local(member)},"
                        : $"{member.Name} = {Local(member)},");
                }
            }, "};");
            code.Line("return true;");
        });
    }

    /// <summary>The reader of a union of frames: by their types, which has to come first.</summary>
    public static void Dispatch(CodeWriter code, UnionDefinition union, ObjectDefinition[] leaves, ProtocolModel model)
    {
        code.Line();
        code.Block($"private static bool TryReadPlain(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out {union.Name}? result)", () =>
        {
            code.Line("result = null;");
            code.Line("JsonCursor cursor = new(utf8);");
            code.Block("if (!cursor.TryType(out ReadOnlySpan<byte> type))", () => code.Line("return false;"));
            code.Line();
            string keyword = "if";
            foreach (ObjectDefinition leaf in leaves.Where(l => IsPlain(l, model)).DistinctBy(TypeOf))
            {
                string local = Names.Camel(leaf.Name);
                code.Block($"{keyword} (type.SequenceEqual(\"{TypeOf(leaf)}\"u8) && {leaf.Name}.TryReadPlain(ref cursor, out {leaf.Name}? {local}))", () => code.Line($"result = {local};"));
                keyword = "else if";
            }

            code.Line();
            code.Line("return result is not null && cursor.IsAtEnd();");
        });
    }

    private static string TypeOf(ObjectDefinition leaf) => ((ConstantType)leaf.ConstantMembers.Single(m => m.WireName == "type").Type).Text!;

    private static void Body(CodeWriter code, ObjectDefinition record, Member[] members, ProtocolModel model)
    {
        code.Block("if (!cursor.TryName(out ReadOnlySpan<byte> name))", () => code.Line("return false;"));
        code.Line();
        string keyword = "if";
        for (int i = 0; i < members.Length; i++)
        {
            Member member = members[i];
            int bit = 1 << i;
            code.Block($"{keyword} (name.SequenceEqual(\"{member.WireName}\"u8))", () =>
            {
                code.Block($"if ((seen & {bit}) != 0 || !{Read(record, member, model)})", () => code.Line("return false;"));
                code.Line();
                if (IsOptionalValue(member, model))
                {
                    code.Line($"{Local(member)} = {Local(member)}Value;");
                }

                code.Line($"seen |= {bit};");
            });
            keyword = "else if";
        }

        code.Block("else", () => code.Line("return false;"));
    }

    private static string Read(ObjectDefinition record, Member member, ProtocolModel model)
    {
        string target = IsOptionalValue(member, model) ? $"out {TypeNames.Bare(member.Type)} {Local(member)}Value" : $"out {Local(member)}";
        return member.Type switch
        {
            ConstantType { Text: null } flag => $"cursor.TryLiteral(\"{(flag.Flag ? "true" : "false")}\"u8)",
            StringType text => $"cursor.TryText({text.MinLength ?? 0}, {text.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue"}, {target})",
            IntegerType number => $"cursor.TryInteger({ReadEmitter.Long(number.Minimum)}, {ReadEmitter.Long(number.Maximum)}, {target})",
            NumberType number => $"cursor.TryNumber({ReadEmitter.Double(number.Minimum, "double.MinValue")}, {ReadEmitter.Double(number.Maximum, "double.MaxValue")}, {target})",
            BooleanType => $"cursor.TryBoolean({target})",
            BytesType => $"cursor.TryBytes({target})",
            FreeObjectType => $"cursor.TryObject({(CarriesBytes(record) ? "mayHoldBytes: true" : "mayHoldBytes: false")}, {target})",
            HandWrittenType => $"cursor.TryRequestId({target})",
            NamedType named when model[named.Name] is EnumDefinition choice =>
                $"cursor.{(choice.IsInteger ? "TryInteger(long.MinValue, long.MaxValue, out long" : "TryText(0, int.MaxValue, out string")} {Local(member)}Wire) || !{named.Name}Wire.TryParse({Local(member)}Wire, {target})",
            NamedType named => $"{named.Name}.TryReadPlain(ref cursor, {target})",
            _ => throw new NotSupportedException($"{member.WireName}: {member.Type} has no plain reader."),
        };
    }

    // What a handler returns is bytes more often than not, and its reader asks for those; other objects are read as elements.
    private static bool CarriesBytes(ObjectDefinition record) => record.Name == "ResponseSuccess";

    private static bool IsOptionalValue(Member member, ProtocolModel model) =>
        !member.IsRequired && TypeNames.DefaultOf(member, model) is null;

    private static bool IsObject(Member member, ProtocolModel model) => member.Type is NamedType named && model[named.Name] is ObjectDefinition;

    private static string LocalType(Member member, ProtocolModel model) => member.Type switch
    {
        FreeObjectType => "FreeObject",
        _ when IsObject(member, model) => TypeNames.Bare(member.Type) + "?",
        _ => TypeNames.Of(member, model),
    };

    private static string Local(Member member) => Names.Camel(member.WireName);
}
