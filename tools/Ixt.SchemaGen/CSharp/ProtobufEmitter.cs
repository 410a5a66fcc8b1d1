using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The protobuf half of each type, in a file of its own.</summary>
internal static class ProtobufEmitter
{
    private const string Usings = "using System.Buffers;\nusing System.Text.Json;\n";

    public static IEnumerable<GeneratedFile> Emit(ProtocolModel model, FieldNumbers numbers)
    {
        foreach (Definition definition in model.Definitions)
        {
            switch (definition)
            {
                case ObjectDefinition record:
                    yield return CSharpEmitter.File("Protobuf/" + record.Name, Usings, code => Record(code, record, model, numbers));
                    break;
                case UnionDefinition union when FieldNumbers.IsMessage(union, model):
                    yield return CSharpEmitter.File("Protobuf/" + union.Name, Usings, code => ProtobufUnionEmitter.Emit(code, union, model, numbers));
                    break;
                case EnumDefinition choice:
                    yield return CSharpEmitter.File("Protobuf/" + choice.Name + "Wire", "", code => Enum(code, choice, numbers.Enums[choice.Name]));
                    break;
            }
        }
    }

    /// <summary>Size and writing of a message that is not inside another one.</summary>
    public static void EntryPoints(CodeWriter code, Action size, Action write)
    {
        code.Line("/// <inheritdoc/>");
        code.Block("public long GetProtobufSize()", size);
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Block("public void WriteProtobuf(IBufferWriter<byte> output)", () =>
        {
            code.Line("ProtobufWriter writer = new(output, GetProtobufSize());");
            write();
            code.Line("writer.Finish();");
        });
        code.Line();
    }

    /// <summary>The summary and the exception of a public reader.</summary>
    public static void ReaderDocs(CodeWriter code, string name)
    {
        Docs.Summary(code, $"Reads a {name} from protobuf, by <c>spec/proto/ixt/v1/ixt.proto</c>.");
        code.Line("/// <param name=\"bytes\">The whole message. Not kept.</param>");
        code.Line("/// <exception cref=\"ProtocolViolationException\">The bytes are not protobuf, or not this message.</exception>");
    }

    private static void Record(CodeWriter code, ObjectDefinition record, ProtocolModel model, FieldNumbers numbers)
    {
        bool isAlternative = model.BaseOf(record.Name) is not null;
        MessageNumbers fields = numbers.Messages[record.Name];
        code.Line($"/// <content>As protobuf: {fields.Note}</content>");
        code.Block($"public sealed partial record {record.Name}", () =>
        {
            if (isAlternative)
            {
                MessageNumbers root = numbers.Messages[FieldNumbers.Root(record.Name, model)!.Name];
                code.Line($"internal override uint ProtobufTag => {ProtoType.Tag(root.Alternatives[record.Name], 2)};");
                code.Line();
            }
            else
            {
                ReaderDocs(code, record.Name);
                code.Line($"public static {record.Name} ReadProtobuf(ReadOnlySpan<byte> bytes) => ReadProtobuf(new ProtobufSlice(bytes), \"\", 1);");
                code.Line();
                EntryPoints(code, () => code.Line("return ProtobufContentSize();"), () => code.Line("WriteProtobufContent(ref writer, 1);"));
            }

            if (ProtobufTextEmitter.IsEnvelope(record))
            {
                ProtobufTextEmitter.Emit(code, record, fields, numbers.Messages[FieldNumbers.Root(record.Name, model)!.Name].Alternatives[record.Name]);
                code.Line();
            }

            ProtobufWriteEmitter.Emit(code, record, model, fields, isAlternative);
            code.Line();
            ProtobufReadEmitter.Emit(code, record, model, fields, isAlternative);
        });
    }

    private static void Enum(CodeWriter code, EnumDefinition choice, IReadOnlyDictionary<string, int> numbers)
    {
        code.Line("/// <content>As protobuf.</content>");
        code.Block($"public static partial class {choice.Name}Wire", () =>
        {
            code.Block($"internal static ulong ToProtobuf(this {choice.Name} value) => value switch", () =>
            {
                for (int i = 0; i < choice.Values.Count; i++)
                {
                    code.Line($"{choice.Name}.{choice.ValueNames[i]} => {numbers[choice.Values[i]]},");
                }

                code.Line("_ => throw new ArgumentOutOfRangeException(nameof(value), value, null),");
            }, "};");
            code.Line();
            code.Block($"internal static {choice.Name} Read(ProtobufNumber value, JsonPath path) => value.Bits switch", () =>
            {
                for (int i = 0; i < choice.Values.Count; i++)
                {
                    code.Line($"{numbers[choice.Values[i]]} => {choice.Name}.{choice.ValueNames[i]},");
                }

                code.Line($"_ => throw ProtobufRead.Fault(value.IsPresent, path, \"one of {string.Join(", ", choice.Values)}\"),");
            }, "};");
        });
    }
}
