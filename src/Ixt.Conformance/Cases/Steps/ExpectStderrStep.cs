using System.Text.RegularExpressions;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>A line of the testee's stderr matches, already or within the time limit.</summary>
internal sealed record ExpectStderrStep(Regex Pattern) : Step;
