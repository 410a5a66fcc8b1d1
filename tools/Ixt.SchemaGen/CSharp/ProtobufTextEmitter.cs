using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.SchemaGen.CSharp;

/// <summary>Writing of a frame whose free-form object is there as text already: without a record, and without parsing the text.</summary>
internal static class ProtobufTextEmitter
{
    /// <summary>Whether a record is a frame of an id, strings and one free-form object.</summary>
    public static bool IsEnvelope(ObjectDefinition record) =>
        record.IsFrame
        && record.DataMembers.All(m => m.Type is HandWrittenType or StringType or FreeObjectType)
        && record.DataMembers.Count(m => m.Type is FreeObjectType) == 1;

    public static void Emit(CodeWriter code, ObjectDefinition record, MessageNumbers numbers, int alternative)
    {
        Member[] members = [.. record.DataMembers.OrderBy(m => numbers.Fields[m.WireName][0])];
        Docs.Summary(code, $"Writes a {record.Name} as protobuf around JSON text, which is not looked at.");
        code.Line("/// <param name=\"output\">Receives the frame, in one piece.</param>");
        foreach (Member member in members)
        {
            string more = member.Type is FreeObjectType ? ": one JSON object in UTF-8, within the limits of a frame" : "";
            code.Line($"/// <param name=\"{Local(member)}\">The member {member.WireName}{more}.</param>");
        }

        string parameters = string.Concat(members.Select(m => $", {Type(m)} {Local(m)}"));
        code.Line($"public static void WriteProtobuf(IBufferWriter<byte> output{parameters}) =>");
        code.Line($"    WriteProtobuf(output{string.Concat(members.Select(m => $", {Local(m)}"))}, []);");
        code.Line();
        code.Block($"internal static void WriteProtobuf(IBufferWriter<byte> output{parameters}, ReadOnlySpan<BinaryMember> binary)", () =>
        {
            code.Line("long size = 0;");
            foreach (Member member in members)
            {
                int tag = ProtoType.TagSize(numbers.Fields[member.WireName][0]);
                WhenThere(code, member, value => code.Line($"size += {tag} + ProtobufSize.{Size(member)}({value}{Binary(member)});"));
            }

            code.Line($"ProtobufWriter writer = new(output, {ProtoType.TagSize(alternative)} + ProtobufSize.Delimited(size));");
            code.Line($"writer.Message({ProtoType.Tag(alternative, 2)}, size);");
            foreach (Member member in members)
            {
                IReadOnlyList<int> number = numbers.Fields[member.WireName];
                string tags = member.Type is HandWrittenType ? $"{ProtoType.Tag(number[0], 2)}, {ProtoType.Tag(number[1], 0)}" : $"{ProtoType.Tag(number[0], 2)}";
                WhenThere(code, member, value => code.Line($"writer.{Size(member)}({tags}, {value}{Binary(member)});"));
            }

            code.Line("writer.Finish();");
        });
    }

    private static void WhenThere(CodeWriter code, Member member, Action<string> body)
    {
        if (member.IsRequired)
        {
            body(Local(member));
            return;
        }

        code.Block($"if ({Local(member)} is not null)", () => body($"{Local(member)}.Value"));
        code.Line();
    }

    private static string Type(Member member) => member.Type switch
    {
        HandWrittenType hand => hand.CSharpName + (member.IsRequired ? "" : "?"),
        StringType => "string",
        _ => "ReadOnlySpan<byte>",
    };

    private static string Size(Member member) => member.Type switch
    {
        HandWrittenType => "Id",
        StringType => "Text",
        _ => "ObjectText",
    };

    private static string Binary(Member member) => member.Type is FreeObjectType ? ", binary" : "";

    private static string Local(Member member) => Names.Camel(member.WireName).TrimStart('@') + (member.Type is FreeObjectType ? "Json" : "");
}
