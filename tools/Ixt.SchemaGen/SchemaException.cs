namespace Ixt.SchemaGen;

/// <summary>A schema says something that the generator does not understand, and must not ignore.</summary>
public sealed class SchemaException(string pointer, string problem) : Exception($"{pointer}: {problem}")
{
    /// <summary>Where, as a URI fragment: <c>#/definitions/X/properties/y</c>.</summary>
    public string Pointer { get; } = pointer;
}
