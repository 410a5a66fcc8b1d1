using System.Globalization;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary><c>ixt.proto</c>: the schema with the field numbers, for protoc.</summary>
internal static class ProtoFileEmitter
{
    /// <summary>Where the file goes; the folder is the package's name, as protoc's users expect.</summary>
    public const string Path = "spec/proto/ixt/v1/ixt.proto";

    public static GeneratedFile Emit(ProtocolModel model, FieldNumbers numbers)
    {
        CodeWriter code = new(indentSize: 2);
        code.Line("// The messages of the IXT process protocol, version 1.1, as protobuf: spec/PROTOCOL.md section 16.");
        code.Line("//");
        code.Line("// Made by tools/Ixt.SchemaGen from spec/schema/protocol.schema.json and spec/proto/numbers.json. Do not edit: change those and run");
        code.Line("// dotnet run --project tools/Ixt.SchemaGen");
        code.Line("//");
        code.Line("// Every field but a list has presence: one that the schema requires is there, with whatever value, or the message is refused");
        code.Line("// (IXT-PBF-007). What the schema bounds is bounded here as well. Unknown fields are ignored (IXT-PBF-005).");
        code.Line("syntax = \"proto3\";");
        code.Line();
        code.Line("package ixt.v1;");
        code.Line();
        code.Line("option csharp_namespace = \"Ixt.Protobuf.V1\";");
        code.Line();
        FreeForm(code);
        foreach (Definition definition in model.Definitions)
        {
            switch (definition)
            {
                case EnumDefinition choice:
                    Enum(code, choice, numbers.Enums[choice.Name]);
                    break;
                case UnionDefinition union when FieldNumbers.IsMessage(union, model):
                    Union(code, union, numbers.Messages[union.Name]);
                    break;
                case ObjectDefinition message:
                    Message(code, message, numbers.Messages[message.Name], model);
                    break;
            }
        }

        return new GeneratedFile(Path, code.ToString().TrimEnd('\n') + "\n");
    }

    private static void FreeForm(CodeWriter code)
    {
        code.Line("// A free-form JSON object (IXT-PBF-009, IXT-PBF-010).");
        Block(code, "message JsonObject", () =>
        {
            code.Line("// The object as JSON text in UTF-8. Absent: {}.");
            code.Line("optional bytes json = 1;");
            code.Line();
            code.Line("// Members that are bytes, behind those of the text: what JSON has as a base64 string.");
            code.Line("repeated BinaryMember binary = 2;");
        });
        code.Line("// A member of a JSON object whose value is bytes.");
        Block(code, "message BinaryMember", () =>
        {
            code.Line("// Required.");
            code.Line("optional string name = 1;");
            code.Line();
            code.Line("// Required.");
            code.Line("optional bytes value = 2;");
        });
    }

    private static void Enum(CodeWriter code, EnumDefinition choice, IReadOnlyDictionary<string, int> numbers)
    {
        string prefix = SnakeNames.Of(choice.Name).ToUpperInvariant();
        code.Line($"// {choice.Description}");
        Block(code, $"enum {choice.Name}", () =>
        {
            code.Line("// Never sent, and refused (IXT-PBF-007).");
            code.Line($"{prefix}_UNSPECIFIED = 0;");
            for (int i = 0; i < choice.Values.Count; i++)
            {
                code.Line($"{prefix}_{SnakeNames.Of(choice.ValueNames[i]).ToUpperInvariant()} = {numbers[choice.Values[i]].ToString(CultureInfo.InvariantCulture)};");
            }
        });
    }

    private static void Union(CodeWriter code, UnionDefinition union, MessageNumbers numbers)
    {
        Head(code, union.Description, numbers);
        Block(code, $"message {union.Name}", () =>
        {
            Reserved(code, numbers, []);
            OneOf(code, "kind", numbers.Alternatives.Select(a => (a.Key, a.Value)));
        });
    }

    private static void Message(CodeWriter code, ObjectDefinition message, MessageNumbers numbers, ProtocolModel model)
    {
        Head(code, message.Description, numbers);
        Block(code, $"message {message.Name}", () =>
        {
            Reserved(code, numbers, [.. message.ConstantMembers.Select(c => c.WireName)]);
            bool isFirst = true;
            foreach (Member member in message.DataMembers)
            {
                if (!isFirst)
                {
                    code.Line();
                }

                isFirst = false;
                Field(code, member, numbers, model);
            }
        });
    }

    private static void Field(CodeWriter code, Member member, MessageNumbers numbers, ProtocolModel model)
    {
        IReadOnlyList<int> number = numbers.Fields[member.WireName];
        code.Line($"// {Comment(member)}");
        if (member.Type is HandWrittenType)
        {
            Block(code, $"oneof {member.WireName}", () =>
            {
                code.Line($"string {member.WireName}_text = {number[0]};");
                code.Line($"uint64 {member.WireName}_number = {number[1]};");
            }, isLast: true);
            return;
        }

        ProtoType type = ProtoType.Of(member.Type, model);
        if (numbers.Instead.TryGetValue(member.WireName, out IReadOnlyDictionary<string, int>? instead))
        {
            code.Line("// Any of these: they mean the same (IXT-PBF-012).");
            OneOf(code, member.WireName, instead.Select(i => (i.Key, i.Value)).Prepend((type.Name, number[0])));
            return;
        }

        string label = member.Type is ArrayType ? "repeated" : "optional";
        string suffix = member.Type is AnyType ? "_json" : "";
        code.Line($"{label} {type.Name} {member.WireName}{suffix} = {number[0]};");
    }

    private static string Comment(Member member) => member.Type switch
    {
        HandWrittenType { IsNullable: true } => "The id of the request that is answered. Neither: the offending frame's id could not be read (JSON: null).",
        HandWrittenType when !member.IsRequired => "Neither: nobody waits for an answer.",
        HandWrittenType => "Required. An answer echoes it exactly, text as text and number as number.",
        BytesType => $"As it is, not as base64. {Presence(member)}",
        AnyType => $"{member.Description} As JSON text in UTF-8 (IXT-PBF-009). {Presence(member)}",
        ArrayType => member.Description,
        _ => $"{member.Description} {Presence(member)}".TrimStart(),
    };

    private static string Presence(Member member) => member.IsRequired ? "Required." : "Optional.";

    private static void OneOf(CodeWriter code, string name, IEnumerable<(string Definition, int Number)> fields) => Block(code, $"oneof {name}", () =>
    {
        foreach ((string definition, int number) in fields)
        {
            code.Line($"{definition} {SnakeNames.Of(definition)} = {number.ToString(CultureInfo.InvariantCulture)};");
        }
    }, isLast: true);

    private static void Reserved(CodeWriter code, MessageNumbers numbers, IReadOnlyList<string> names)
    {
        if (numbers.Reserved.Count > 0)
        {
            code.Line($"reserved {string.Join(", ", numbers.Reserved)};");
        }

        if (names.Count > 0)
        {
            code.Line($"reserved {string.Join(", ", names.Select(n => $"\"{n}\""))};");
        }

        if (numbers.Reserved.Count + names.Count > 0)
        {
            code.Line();
        }
    }

    private static void Head(CodeWriter code, string description, MessageNumbers numbers)
    {
        code.Line($"// {description}");
        code.Line($"// {numbers.Note}");
    }

    private static void Block(CodeWriter code, string head, Action body, bool isLast = false)
    {
        code.Line(head + " {");
        code.Indent();
        body();
        code.Outdent();
        code.Line("}");
        if (!isLast)
        {
            code.Line();
        }
    }
}
