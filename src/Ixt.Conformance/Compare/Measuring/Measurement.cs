namespace Ixt.Conformance.Compare.Measuring;

/// <summary>The figures of all implementations of one script.</summary>
/// <param name="Rounds">Processes per implementation.</param>
/// <param name="Messages">Messages of the script that are sent in each pass.</param>
/// <param name="Passes">Passes per process, the first of which does not count.</param>
/// <param name="Figures">The reference's first.</param>
internal sealed record Measurement(int Rounds, int Messages, int Passes, IReadOnlyList<Figures> Figures);
