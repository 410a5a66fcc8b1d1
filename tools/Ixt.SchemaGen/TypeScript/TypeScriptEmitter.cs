using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.TypeScript;

/// <summary>Type declarations for the JavaScript reference.</summary>
internal static class TypeScriptEmitter
{
    public static GeneratedFile Emit(ProtocolModel model)
    {
        CodeWriter code = new(indentSize: 2);
        code.Line("// Made by tools/Ixt.SchemaGen from spec/schema/protocol.schema.json and spec/errors.json. Do not edit: change those and run");
        code.Line("// dotnet run --project tools/Ixt.SchemaGen");
        code.Line();
        code.Line("/** Any JSON value. */");
        code.Line("export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;");
        code.Line();
        code.Line("/** A JSON object with any members. */");
        code.Line("export interface JsonObject {");
        code.Line("  [member: string]: JsonValue;");
        code.Line("}");
        foreach (Definition definition in model.Definitions)
        {
            code.Line();
            Doc(code, definition.Description);
            Emit(code, definition);
        }

        code.Line();
        Doc(code, "A reserved error code; modules use their own besides.");
        Union(code, "ReservedErrorCode", model.Errors.Select(e => Quote(e.Code)));
        return new GeneratedFile("js-reference/ixt-protocol.d.ts", code.ToString());
    }

    private static void Emit(CodeWriter code, Definition definition)
    {
        switch (definition)
        {
            case ObjectDefinition record:
                code.Line($"export interface {record.Name} {{");
                code.Indent();
                foreach (Member member in record.Members)
                {
                    if (member.Description.Length > 0 && member.TypeName is null)
                    {
                        Doc(code, member.Description);
                    }

                    code.Line($"{member.WireName}{(member.IsRequired ? "" : "?")}: {member.TypeName ?? TypeOf(member.Type)};");
                }

                code.Outdent();
                code.Line("}");
                break;
            case UnionDefinition union:
                Union(code, union.Name, union.Alternatives);
                break;
            case EnumDefinition choice:
                Union(code, choice.Name, choice.Values.Select(v => choice.IsInteger ? v : Quote(v)));
                break;
            case AliasDefinition alias:
                code.Line($"export type {alias.Name} = {TypeOf(alias.Type)};");
                break;
        }
    }

    private static void Union(CodeWriter code, string name, IEnumerable<string> alternatives)
    {
        string oneLine = $"export type {name} = {string.Join(" | ", alternatives)};";
        if (oneLine.Length <= 120)
        {
            code.Line(oneLine);
            return;
        }

        code.Line($"export type {name} =");
        code.Indent();
        string[] lines = [.. alternatives];
        for (int i = 0; i < lines.Length; i++)
        {
            code.Line($"| {lines[i]}{(i == lines.Length - 1 ? ";" : "")}");
        }

        code.Outdent();
    }

    private static string TypeOf(MemberType type) => type switch
    {
        StringType or BytesType => "string",
        IntegerType or NumberType => "number",
        BooleanType => "boolean",
        NullType => "null",
        FreeObjectType => "JsonObject",
        AnyType => "JsonValue",
        ConstantType { Text: { } text } => Quote(text),
        ConstantType flag => flag.Flag ? "true" : "false",
        ArrayType list => $"{TypeOf(list.Item)}[]",
        NamedType named => named.Name,
        HandWrittenType hand => string.Join(" | ", hand.Alternatives.Select(TypeOf).Distinct()),
        _ => throw new NotSupportedException($"{type} has no TypeScript type."),
    };

    private static void Doc(CodeWriter code, string text) => code.Line($"/** {text.Replace("*/", "*\\/", StringComparison.Ordinal)} */");

    private static string Quote(string text) => $"\"{text}\"";
}
