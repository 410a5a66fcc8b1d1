using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>A sealed record.</summary>
internal static class RecordEmitter
{
    public static void Emit(CodeWriter code, ObjectDefinition record, ProtocolModel model)
    {
        UnionDefinition? union = model.BaseOf(record.Name);
        Docs.Summary(code, record.Description);
        code.Line($"/// <remarks>Specified in <c>spec/schema/protocol.schema.json#/definitions/{record.Name}</c>.</remarks>");
        code.Block($"public sealed partial record {record.Name} : {union?.Name ?? "IProtocolMessage"}", () =>
        {
            Service(code, record.Service);
            foreach (Member member in record.DataMembers)
            {
                Property(code, member, model, union, record.IsFrame);
            }

            if (union is not null)
            {
                Overrides(code, record, union, model);
            }

            ReadEmitter.EntryPoints(code, record.Name, union is not null, record.IsFrame);
            WriteEmitter.Emit(code, record, model, union is not null);
            PlainWriteEmitter.Emit(code, record, model, union is not null);
            code.Line();
            ReadEmitter.Body(code, record, model, union is not null);
            if (PlainReadEmitter.IsPlain(record, model) && (record.IsFrame || IsPartOfFrame(record, model)))
            {
                PlainReadEmitter.Emit(code, record, model);
            }
        });
    }

    /// <summary>The field behind a free-form member of a frame, which is parsed when somebody looks at it.</summary>
    public static string Field(Member member) => "_" + Names.Camel(member.WireName).TrimStart('@');

    private static bool IsPartOfFrame(ObjectDefinition record, ProtocolModel model) => model.Definitions.OfType<ObjectDefinition>()
        .Any(frame => frame.IsFrame && frame.Members.Any(m => m.IsRequired && m.Type is NamedType named && named.Name == record.Name));

    private static void Service(CodeWriter code, string? service)
    {
        if (service?.Split('.') is not [string name, string method])
        {
            return;
        }

        Docs.Summary(code, "The service that takes these parameters.");
        code.Line($"public const string Service = \"{name}\";");
        code.Line();
        Docs.Summary(code, "The method of the service.");
        code.Line($"public const string Method = \"{method}\";");
        code.Line();
    }

    private static void Property(CodeWriter code, Member member, ProtocolModel model, UnionDefinition? union, bool isFrame)
    {
        string type = TypeNames.Of(member, model);
        string hides = union is not null && SharedMembers.Of(union, model).Any(s => s.Name == member.Name) ? "new " : "";
        if (isFrame && member is { Type: FreeObjectType, IsRequired: true })
        {
            Docs.Member(code, member);
            code.Block($"public {hides}required {type} {member.Name}", () =>
            {
                code.Line($"get => {Field(member)}.Element;");
                code.Line($"init => {Field(member)} = new FreeObject(value);");
            });
            code.Line();
            code.Line($"private FreeObject {Field(member)};");
            code.Line();
            code.Line($"internal FreeObject {member.Name}Text => {Field(member)};");
        }
        else if (member is { IsRequired: false, Type: IntegerType { Minimum: > long.MinValue } } && TypeNames.DefaultOf(member, model) is null)
        {
            // Half the size of a nullable number. No message has room for this one.
            Docs.Member(code, member);
            code.Block($"public {hides}{type} {member.Name}", () =>
            {
                code.Line($"get => {Field(member)} == long.MinValue ? null : {Field(member)};");
                code.Line($"init => {Field(member)} = value ?? long.MinValue;");
            });
            code.Line();
            code.Line($"private readonly long {Field(member)} = long.MinValue;");
        }
        else if (TypeNames.DefaultOf(member, model) is { } value)
        {
            Docs.MemberWithDefault(code, member, value);
            code.Line($"public {hides}{type} {member.Name} {{ get; init; }} = {value};");
        }
        else
        {
            Docs.Member(code, member);
            code.Line($"public {hides}{(member.IsRequired ? "required " : "")}{type} {member.Name} {{ get; init; }}");
        }

        code.Line();
    }

    private static void Overrides(CodeWriter code, ObjectDefinition record, UnionDefinition union, ProtocolModel model)
    {
        foreach (Member constant in record.ConstantMembers.Where(c => SharedMembers.DeclaresConstant(union, c, model)))
        {
            code.Line("/// <inheritdoc/>");
            code.Line(constant.Type is ConstantType { Text: { } text }
                ? $"public override string {constant.Name} => \"{text}\";"
                : $"public override bool {constant.Name} => {(((ConstantType)constant.Type).Flag ? "true" : "false")};");
            code.Line();
        }

        foreach (SharedMember shared in SharedMembers.Of(union, model))
        {
            code.Line($"private protected override {shared.Type} Any{shared.Name} => {shared.Name};");
            code.Line();
        }
    }
}
