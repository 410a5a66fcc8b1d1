namespace Ixt.Conformance.Cases.Steps;

/// <summary>How a run of bytes is divided over writes.</summary>
/// <param name="Size">Bytes per write; 0 is all in one.</param>
internal readonly record struct Cut(int Size)
{
    /// <summary>One write.</summary>
    public static Cut None => new(0);
}
