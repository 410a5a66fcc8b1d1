using System.Reflection;
using Ixt.Wire;
using Xunit.Sdk;
using Xunit.v3;

namespace Ixt.Session.Tests;

/// <summary>Runs a theory in both framings; more arguments of the rows follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothFramingsAttribute(params object?[] arguments) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [new TheoryDataRow([FrameFormat.Ndjson, .. arguments]), new TheoryDataRow([FrameFormat.LengthLittleEndian, .. arguments])]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
