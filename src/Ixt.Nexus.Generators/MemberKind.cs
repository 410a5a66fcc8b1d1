namespace Ixt.Nexus.Generators;

/// <summary>What a member of a Nexus interface is on the wire.</summary>
internal enum MemberKind
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A method that reads a property.</summary>
    Getter,

    /// <summary>A method that assigns a property.</summary>
    Setter,

    /// <summary>A property that is another object, reached through a longer path.</summary>
    Nested,
}
