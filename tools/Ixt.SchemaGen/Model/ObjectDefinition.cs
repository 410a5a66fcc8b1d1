namespace Ixt.SchemaGen.Model;

/// <summary>An object with known members.</summary>
/// <param name="Service"><c>service.method</c> if these are a service's parameters.</param>
public sealed record ObjectDefinition(string Name, string Description, IReadOnlyList<Member> Members, string? Service)
    : Definition(Name, Description)
{
    /// <summary>Members that hold a value, as opposed to telling alternatives apart.</summary>
    public IEnumerable<Member> DataMembers => Members.Where(m => m.Type is not ConstantType);

    /// <summary>Members with one possible value.</summary>
    public IEnumerable<Member> ConstantMembers => Members.Where(m => m.Type is ConstantType);

    /// <summary>Whether this is a frame: it says its own type.</summary>
    public bool IsFrame => ConstantMembers.Any(m => m.WireName == "type");
}
