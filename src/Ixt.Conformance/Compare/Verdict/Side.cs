namespace Ixt.Conformance.Compare.Verdict;

/// <summary>What one implementation did at the place of a difference.</summary>
/// <param name="Implementation">Its name.</param>
/// <param name="Text">What it did, on one line.</param>
/// <param name="Wrong">Whether that is the side that is at fault.</param>
internal sealed record Side(string Implementation, string Text, bool Wrong);
