using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>An enum and, beside it, its names on the wire.</summary>
internal static class EnumEmitter
{
    public static void Emit(CodeWriter code, EnumDefinition choice)
    {
        Docs.Summary(code, choice.Description);
        code.Line($"/// <remarks>Specified in <c>spec/schema/protocol.schema.json#/definitions/{choice.Name}</c>. On the wire: <see cref=\"{choice.Name}Wire\"/>.</remarks>");
        code.Block($"public enum {choice.Name}", () =>
        {
            for (int i = 0; i < choice.Values.Count; i++)
            {
                code.Line($"/// <summary><c>{choice.Values[i]}</c> on the wire.</summary>");
                code.Line(choice.IsInteger ? $"{choice.ValueNames[i]} = {choice.Values[i]}," : $"{choice.ValueNames[i]},");
                if (i < choice.Values.Count - 1)
                {
                    code.Line();
                }
            }
        });
    }

    public static void EmitWire(CodeWriter code, EnumDefinition choice)
    {
        string wireType = choice.IsInteger ? "long" : "string";
        Docs.Summary(code, $"{choice.Name} on the wire. A value that the schema does not list is refused both ways.");
        code.Block($"public static partial class {choice.Name}Wire", () =>
        {
            Docs.Summary(code, "The value on the wire.");
            code.Line("/// <exception cref=\"ArgumentOutOfRangeException\">Not a member of the enum.</exception>");
            code.Block($"public static {wireType} ToWire(this {choice.Name} value) => value switch", () =>
            {
                Each(code, choice, (wire, name) => $"{choice.Name}.{name} => {Literal(choice, wire)},");
                code.Line("_ => throw new ArgumentOutOfRangeException(nameof(value), value, null),");
            }, "};");
            code.Line();
            Docs.Summary(code, "From the value on the wire.");
            code.Line("/// <returns><see langword=\"false\"/> for a value that the schema does not list.</returns>");
            code.Block($"public static bool TryParse({wireType}{(choice.IsInteger ? "" : "?")} wire, out {choice.Name} value)", () =>
            {
                code.Block("switch (wire)", () =>
                {
                    Each(code, choice, (wire, name) => $"case {Literal(choice, wire)}: value = {choice.Name}.{name}; return true;");
                    code.Line("default: value = default; return false;");
                });
            });
            code.Line();
            Read(code, choice);
        });
    }

    private static void Read(CodeWriter code, EnumDefinition choice)
    {
        string list = string.Join(", ", choice.Values);
        code.Block($"internal static {choice.Name} Read(JsonSlice json, JsonPath path)", () =>
        {
            if (choice.IsInteger)
            {
                code.Block("if (json.Type == System.Text.Json.JsonTokenType.Number && JsonRead.TryInteger(json, out long wire) && TryParse(wire, out var value))", () => code.Line("return value;"));
                code.Line();
            }
            else
            {
                Each(code, choice, (wire, name) => $"if (json.IsString(\"{wire}\"u8)) {{ return {choice.Name}.{name}; }}");
                code.Line();
            }

            code.Line($"throw JsonRead.Fault(json, path, \"one of {list}\");");
        });
    }

    private static void Each(CodeWriter code, EnumDefinition choice, Func<string, string, string> line)
    {
        for (int i = 0; i < choice.Values.Count; i++)
        {
            code.Line(line(choice.Values[i], choice.ValueNames[i]));
        }
    }

    private static string Literal(EnumDefinition choice, string wire) => choice.IsInteger ? wire : $"\"{wire}\"";
}
