using System.Globalization;

namespace Ixt.Protocol;

/// <summary>Where a value stands. Costs nothing until a fault needs the pointer.</summary>
/// <param name="Parent">Pointer to the object around it; empty for the outermost.</param>
/// <param name="Member">The member as a pointer, with its slash; empty for the value as a whole. Names in the schema need no escaping.</param>
/// <param name="Index">Position in an array, or -1.</param>
internal readonly record struct JsonPath(string Parent, string Member = "", int Index = -1)
{
    public JsonPath At(int index) => this with { Index = index };

    /// <summary>The RFC 6901 pointer.</summary>
    public string ToPointer()
    {
        string pointer = Parent.Length == 0 ? Member : Parent + Member;
        return Index < 0 ? pointer : pointer + "/" + Index.ToString(CultureInfo.InvariantCulture);
    }
}
