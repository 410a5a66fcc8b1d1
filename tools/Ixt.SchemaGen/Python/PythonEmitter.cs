using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Python;

/// <summary>TypedDicts, without <c>NotRequired</c>: two classes per type instead, which Python 3.8 understands.</summary>
internal static class PythonEmitter
{
    public static GeneratedFile Emit(ProtocolModel model)
    {
        CodeWriter code = new(indentSize: 4);
        code.Line("# Made by tools/Ixt.SchemaGen from spec/schema/protocol.schema.json and spec/errors.json. Do not edit: change those and run");
        code.Line("# dotnet run --project tools/Ixt.SchemaGen");
        Doc(code, "Every message of the IXT process protocol, as typing.TypedDict.");
        code.Line("from __future__ import annotations");
        code.Line();
        code.Line("from typing import Any, Dict, FrozenSet, List, Literal, TypedDict, Union");
        code.Line();
        foreach (AliasDefinition alias in model.Definitions.OfType<AliasDefinition>())
        {
            Comment(code, alias.Description);
            code.Line($"{alias.Name} = {TypeOf(alias.Type)}");
            code.Line();
        }

        foreach (EnumDefinition choice in model.Definitions.OfType<EnumDefinition>())
        {
            Comment(code, choice.Description);
            code.Line($"{choice.Name} = Literal[{string.Join(", ", choice.Values.Select(v => choice.IsInteger ? v : Quote(v)))}]");
            code.Line();
        }

        foreach (ObjectDefinition record in model.Definitions.OfType<ObjectDefinition>())
        {
            Record(code, record);
        }

        foreach (UnionDefinition union in InnerFirst(model))
        {
            code.Line();
            Comment(code, union.Description);
            code.Line($"{union.Name} = Union[{string.Join(", ", union.Alternatives)}]");
        }

        Errors(code, model.Errors);
        return new GeneratedFile("py-reference/ixt_protocol_types.py", code.ToString());
    }

    private static void Record(CodeWriter code, ObjectDefinition record)
    {
        Member[] required = [.. record.Members.Where(m => m.IsRequired)];
        Member[] optional = [.. record.Members.Where(m => !m.IsRequired)];
        bool isSplit = required.Length > 0 && optional.Length > 0;
        code.Line();
        if (isSplit)
        {
            Class(code, $"_{record.Name}Required", "TypedDict", null, required);
            code.Line();
            code.Line();
        }

        string bases = isSplit ? $"_{record.Name}Required, total=False" : required.Length == 0 ? "TypedDict, total=False" : "TypedDict";
        Class(code, record.Name, bases, record.Description, isSplit || required.Length == 0 ? optional : required);
        code.Line();
    }

    private static void Class(CodeWriter code, string name, string bases, string? description, Member[] members)
    {
        code.Line($"class {name}({bases}):");
        code.Indent();
        if (description is not null)
        {
            Doc(code, description);
        }

        foreach (Member member in members)
        {
            if (member.Description.Length > 0 && member.TypeName is null)
            {
                Comment(code, member.Description);
            }

            code.Line($"{member.WireName}: {member.TypeName ?? TypeOf(member.Type)}");
        }

        code.Outdent();
    }

    private static void Errors(CodeWriter code, IReadOnlyList<ErrorCode> errors)
    {
        code.Line();
        Comment(code, "The reserved error codes; modules use their own besides.");
        Set(code, "RESERVED_ERROR_CODES", errors.Select(e => e.Code));
        code.Line();
        Comment(code, "Those after which the same request, sent again later without a change, may succeed.");
        Set(code, "RETRYABLE_ERROR_CODES", errors.Where(e => e.IsRetryable).Select(e => e.Code));
    }

    private static void Set(CodeWriter code, string name, IEnumerable<string> values)
    {
        code.Line($"{name}: FrozenSet[str] = frozenset({{");
        code.Indent();
        foreach (string value in values)
        {
            code.Line($"{Quote(value)},");
        }

        code.Outdent();
        code.Line("})");
    }

    private static IEnumerable<UnionDefinition> InnerFirst(ProtocolModel model)
    {
        UnionDefinition[] all = [.. model.Definitions.OfType<UnionDefinition>()];
        return all.OrderBy(Height);

        int Height(UnionDefinition union) =>
            1 + union.Alternatives.Select(a => model[a]).OfType<UnionDefinition>().Select(Height).DefaultIfEmpty(0).Max();
    }

    private static string TypeOf(MemberType type) => type switch
    {
        StringType or BytesType => "str",
        IntegerType => "int",
        NumberType => "float",
        BooleanType => "bool",
        NullType => "None",
        FreeObjectType => "Dict[str, Any]",
        AnyType => "Any",
        ConstantType { Text: { } text } => $"Literal[{Quote(text)}]",
        ConstantType flag => flag.Flag ? "Literal[True]" : "Literal[False]",
        ArrayType list => $"List[{TypeOf(list.Item)}]",
        NamedType named => named.Name,
        HandWrittenType hand => $"Union[{string.Join(", ", hand.Alternatives.Select(TypeOf).Distinct())}]",
        _ => throw new NotSupportedException($"{type} has no Python type."),
    };

    private static void Doc(CodeWriter code, string text) => code.Line($"\"\"\"{text}\"\"\"");

    private static void Comment(CodeWriter code, string text) => code.Line($"# {text}");

    private static string Quote(string text) => $"\"{text}\"";
}
