using System.Globalization;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>Doc comments from descriptions.</summary>
internal static class Docs
{
    public static void Summary(CodeWriter code, string text) => code.Line($"/// <summary>{Escape(text)}</summary>");

    public static void Member(CodeWriter code, Member member)
    {
        string text = string.Join(' ', new[] { member.Description, Limits(member.Type) }.Where(t => t.Length > 0));
        Summary(code, text.Length > 0 ? text : $"The member {member.WireName}.");
        code.Line($"/// <remarks><c>{member.WireName}</c>, {(member.IsRequired ? "required" : "optional: <see langword=\"null\"/> means absent")}.</remarks>");
    }

    public static void MemberWithDefault(CodeWriter code, Member member, string defaultName)
    {
        Summary(code, member.Description);
        code.Line($"/// <remarks><c>{member.WireName}</c>, optional: <see cref=\"{defaultName}\"/> when absent, and always written.</remarks>");
    }

    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Limits(MemberType type) => type switch
    {
        StringType { MaxLength: { } max } text => $"{text.MinLength ?? 0} to {max} characters (UTF-16 code units).",
        StringType { MinLength: 1 } => "Not empty.",
        IntegerType number when number.Minimum != long.MinValue => string.Create(CultureInfo.InvariantCulture, $"{number.Minimum} to {number.Maximum}."),
        NumberType { Minimum: { } min } => string.Create(CultureInfo.InvariantCulture, $"At least {min}."),
        FreeObjectType => "A JSON object; it owns its memory.",
        AnyType => "It owns its memory.",
        ArrayType { MinItems: > 0 } list => $"At least {list.MinItems}.",
        _ => "",
    };
}
