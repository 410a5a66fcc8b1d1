namespace Ixt.Conformance.Compare.Play;

/// <summary>The script cannot be played on with this implementation.</summary>
/// <param name="expected">What was waited for.</param>
/// <param name="got">What came instead.</param>
internal sealed class StoppedException(string expected, string got) : Exception($"expected {expected}, got {got}")
{
    /// <summary>What was waited for.</summary>
    public string Expected => expected;

    /// <summary>What came instead.</summary>
    public string Got => got;
}
