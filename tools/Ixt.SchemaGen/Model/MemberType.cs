namespace Ixt.SchemaGen.Model;

/// <summary>What a member holds, after references to simple types are resolved.</summary>
public abstract record MemberType;

/// <summary>Text; lengths in characters.</summary>
public sealed record StringType(int? MinLength, int? MaxLength) : MemberType;

/// <summary>A whole number.</summary>
public sealed record IntegerType(long Minimum, long Maximum) : MemberType;

/// <summary>Any number.</summary>
public sealed record NumberType(double? Minimum, double? Maximum) : MemberType;

/// <summary>True or false.</summary>
public sealed record BooleanType : MemberType;

/// <summary>Null and nothing else; only inside the alternatives of a hand-written type.</summary>
public sealed record NullType : MemberType;

/// <summary>Base64 text.</summary>
public sealed record BytesType : MemberType;

/// <summary>An object with any members.</summary>
public sealed record FreeObjectType : MemberType;

/// <summary>Any JSON value.</summary>
public sealed record AnyType : MemberType;

/// <summary>One fixed string, or one fixed boolean.</summary>
public sealed record ConstantType(string? Text, bool Flag) : MemberType;

/// <summary>A list.</summary>
public sealed record ArrayType(MemberType Item, int MinItems) : MemberType;

/// <summary>A generated object, union or enum.</summary>
public sealed record NamedType(string Name) : MemberType;

/// <summary>A type written by hand in C# (<c>x-csharp-type</c>).</summary>
/// <param name="CSharpName">Without a question mark.</param>
/// <param name="IsNullable">Whether null is one of its values.</param>
/// <param name="Alternatives">What it is elsewhere.</param>
public sealed record HandWrittenType(string CSharpName, bool IsNullable, IReadOnlyList<MemberType> Alternatives) : MemberType;
