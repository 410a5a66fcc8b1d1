using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>An abstract record that nobody outside the assembly can derive from.</summary>
internal static class UnionEmitter
{
    public static void Emit(CodeWriter code, UnionDefinition union, ProtocolModel model)
    {
        UnionDefinition? outer = model.BaseOf(union.Name);
        ObjectDefinition[] leaves = [.. model.LeavesOf(union)];
        string alternatives = string.Join(", ", union.Alternatives.Select(a => $"<see cref=\"{a}\"/>"));
        Docs.Summary(code, union.Description);
        code.Line($"/// <remarks>One of {alternatives}. Specified in <c>spec/schema/protocol.schema.json#/definitions/{union.Name}</c>.</remarks>");
        code.Block($"public abstract partial record {union.Name} : {outer?.Name ?? "IProtocolMessage"}", () =>
        {
            code.Block($"private protected {union.Name}()", () => { });
            code.Line();
            Members(code, union, model);
            ReadEmitter.EntryPoints(code, union.Name, outer is not null, leaves.All(l => l.IsFrame), HasPlain(outer, leaves));
            if (outer is null)
            {
                code.Line("/// <inheritdoc/>");
                code.Line("public abstract void Write(Utf8JsonWriter writer);");
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line("public abstract void WriteTo(IBufferWriter<byte> output);");
                code.Line();
            }

            Dispatch(code, union, leaves, outer is not null);
            if (HasPlain(outer, leaves))
            {
                PlainReadEmitter.Dispatch(code, union, leaves, model);
            }
        });
    }

    // What a session reads: the frames of one direction.
    private static bool HasPlain(UnionDefinition? outer, ObjectDefinition[] leaves) => outer is null && leaves.All(l => l.IsFrame);

    private static void Members(CodeWriter code, UnionDefinition union, ProtocolModel model)
    {
        foreach (Member constant in SharedMembers.ConstantsOf(union, model))
        {
            Docs.Summary(code, $"The member {constant.WireName}, which tells the alternatives apart.");
            code.Line($"public abstract {(constant.Type is ConstantType { Text: not null } ? "string" : "bool")} {constant.Name} {{ get; }}");
            code.Line();
        }

        foreach (SharedMember shared in SharedMembers.Of(union, model))
        {
            Docs.Summary(code, $"The member {shared.WireName}, whichever the alternative.");
            code.Line($"public {shared.Type} {shared.Name} => Any{shared.Name};");
            code.Line();
            code.Line($"private protected abstract {shared.Type} Any{shared.Name} {{ get; }}");
            code.Line();
        }
    }

    private static void Dispatch(CodeWriter code, UnionDefinition union, ObjectDefinition[] leaves, bool hidesBase)
    {
        Member[] keys = [.. leaves.SelectMany(l => l.ConstantMembers).DistinctBy(m => m.WireName)];

        // One walk finds the members of whichever alternative it turns out to be.
        Member[] all = [.. keys, .. leaves.SelectMany(l => l.DataMembers).DistinctBy(m => m.WireName)];
        code.Block($"internal static {(hidesBase ? "new " : "")}{union.Name} Read(JsonSlice value, string path)", () =>
        {
            code.Line("JsonRead.Object(value, new JsonPath(path));");
            ReadEmitter.Scan(code, all);
            code.Line();
            Choose(code, leaves, keys);
        });
    }

    private static void Choose(CodeWriter code, ObjectDefinition[] leaves, ReadOnlySpan<Member> keys)
    {
        if (leaves.Length == 1)
        {
            code.Line($"return {ReadEmitter.Create(leaves[0])};");
            return;
        }

        if (keys.IsEmpty)
        {
            throw new SchemaException($"#/definitions/{leaves[0].Name}", $"cannot be told from {leaves[1].Name} by members with one value.");
        }

        Member key = keys[0];
        Member[] rest = keys[1..].ToArray();
        var groups = leaves.GroupBy(l => l.ConstantMembers.FirstOrDefault(m => m.WireName == key.WireName)?.Type).ToArray();
        if (groups.Length == 1)
        {
            // All the same: still worth its own error before the next key is looked at.
            code.Block($"if ({Test(key, (ConstantType)groups[0].Key!, isNegated: true)})", () => Fault(code, key, [(ConstantType)groups[0].Key!]));
            code.Line();
            Choose(code, leaves, rest);
            return;
        }

        foreach (var group in groups)
        {
            ConstantType constant = group.Key as ConstantType ?? throw new SchemaException($"#/definitions/{group.First().Name}", $"lacks {key.WireName}, which its neighbours have.");
            code.Block($"if ({Test(key, constant)})", () => Choose(code, [.. group], rest));
            code.Line();
        }

        Fault(code, key, [.. groups.Select(g => (ConstantType)g.Key!)]);
    }

    private static string Test(Member key, ConstantType constant, bool isNegated = false) => constant.Text is { } text
        ? $"{(isNegated ? "!" : "")}{ReadEmitter.Local(key)}.IsString(\"{text}\"u8)"
        : $"{ReadEmitter.Local(key)}.Type {(isNegated ? "!=" : "==")} JsonTokenType.{(constant.Flag ? "True" : "False")}";

    private static void Fault(CodeWriter code, Member key, ConstantType[] allowed)
    {
        string list = string.Join(", ", allowed.Select(c => c.Text ?? (c.Flag ? "true" : "false")));
        code.Line($"throw JsonRead.Fault({ReadEmitter.Local(key)}, {ReadEmitter.Path(key)}, \"{(allowed.Length == 1 ? "" : "one of ")}{list}\");");
    }
}
