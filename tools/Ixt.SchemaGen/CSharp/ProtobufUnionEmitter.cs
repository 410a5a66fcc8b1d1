using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.SchemaGen.CSharp;

/// <summary>The protobuf half of an outermost union: a message with one alternative in it.</summary>
internal static class ProtobufUnionEmitter
{
    public static void Emit(CodeWriter code, UnionDefinition union, ProtocolModel model, FieldNumbers numbers)
    {
        MessageNumbers fields = numbers.Messages[union.Name];
        ObjectDefinition[] leaves = [.. model.LeavesOf(union)];
        bool isFrame = numbers.Frames.Contains(union.Name);
        code.Line($"/// <content>As protobuf: {Docs.Escape(fields.Note)}</content>");
        code.Block($"public abstract partial record {union.Name}", () =>
        {
            code.Line("internal abstract uint ProtobufTag { get; }");
            code.Line();
            Entry(code, union, isFrame);
            ProtobufEmitter.EntryPoints(
                code,
                () => code.Line("return ProtobufSize.Number(ProtobufTag) + ProtobufSize.Delimited(ProtobufContentSize());"),
                () =>
                {
                    code.Line("writer.Message(ProtobufTag, ProtobufContentSize());");
                    code.Line("WriteProtobufContent(ref writer, 1);");
                });
            Read(code, union, leaves, fields);
            code.Line();
            code.Line("internal abstract long ProtobufContentSize();");
            code.Line();
            code.Line("internal abstract void WriteProtobufContent(ref ProtobufWriter writer, int level);");
            if (isFrame)
            {
                code.Line();
                TypeOf(code, leaves, fields);
            }
        });
    }

    private static void Entry(CodeWriter code, UnionDefinition union, bool isFrame)
    {
        ProtobufEmitter.ReaderDocs(code, union.Name);
        code.Block($"public static {union.Name} ReadProtobuf(ReadOnlySpan<byte> bytes)", () =>
        {
            if (!isFrame)
            {
                code.Line("return ReadProtobuf(new ProtobufSlice(bytes), \"\", 1);");
                return;
            }

            code.Block("try", () => code.Line("return ReadProtobuf(new ProtobufSlice(bytes), \"\", 1);"));
            code.Block("catch (ProtocolViolationException violation) when (!violation.IsMalformed)", () =>
            {
                code.Line("violation.AttachFrame(FrameHeader.OfProtobuf(bytes, TypeOfProtobuf));");
                code.Line("throw;");
            });
        });
        code.Line();
    }

    private static void Read(CodeWriter code, UnionDefinition union, ObjectDefinition[] leaves, MessageNumbers fields)
    {
        Member key = leaves[0].ConstantMembers.First();
        string allowed = string.Join(", ", leaves.Select(l => (ConstantType)l.ConstantMembers.First(m => m.WireName == key.WireName).Type)
            .Select(c => c.Text ?? (c.Flag ? "true" : "false")).Distinct());
        code.Block($"internal static {union.Name} ReadProtobuf(ProtobufSlice content, string path, int level)", () =>
        {
            code.Line("ProtobufRead.Message(content, path);");
            code.Line("ProtobufSlice alternative = default;");
            code.Line("uint alternativeTag = 0;");
            code.Line("ProtobufReader fields = new(content.Bytes);");
            code.Block("while (fields.Next(out uint tag))", () => code.Block("switch (tag)", () =>
            {
                foreach (ObjectDefinition leaf in leaves)
                {
                    code.Line($"case {ProtoType.Tag(fields.Alternatives[leaf.Name], 2)}:");
                }

                code.Indent();
                code.Line($"alternative = fields.Once(alternative, path, \"/{key.WireName}\");");
                code.Line("alternativeTag = tag;");
                code.Line("break;");
                code.Outdent();
                code.Line("default:");
                code.Indent();
                code.Line("fields.Skip(tag);");
                code.Line("break;");
                code.Outdent();
            }));
            code.Line();
            code.Block("return alternativeTag switch", () =>
            {
                foreach (ObjectDefinition leaf in leaves)
                {
                    code.Line($"{ProtoType.Tag(fields.Alternatives[leaf.Name], 2)} => {leaf.Name}.ReadProtobuf(alternative, path, level),");
                }

                code.Line($"_ => throw ProtocolViolationException.At(new JsonPath(path, \"/{key.WireName}\"), \"one of {allowed}\"),");
            }, "};");
        });
    }

    private static void TypeOf(CodeWriter code, ObjectDefinition[] leaves, MessageNumbers fields)
    {
        code.Block("private static string? TypeOfProtobuf(uint tag) => tag switch", () =>
        {
            foreach (ObjectDefinition leaf in leaves)
            {
                ConstantType type = (ConstantType)leaf.ConstantMembers.First(m => m.WireName == "type").Type;
                code.Line($"{ProtoType.Tag(fields.Alternatives[leaf.Name], 2)} => \"{type.Text}\",");
            }

            code.Line("_ => null,");
        }, "};");
    }
}
