using Ixt.Conformance.Cases;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>One case, in one framing, put to one testee.</summary>
internal sealed record PlannedRun(ITestee Testee, ConformanceCase Case, Framing Framing);
