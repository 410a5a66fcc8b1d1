using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Compare.Verdict;

namespace Ixt.Porting.Tests.Pairs;

/// <summary>Both sides of every pair of the porting guide do the same.</summary>
public sealed class PairTests(Engine engine)
{
    public static TheoryData<string> Names => [.. Pair.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Both_sides_do_the_same_over_lines(string pair) => CompareAsync(pair, Framing.Ndjson);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Both_sides_do_the_same_over_lengths(string pair) => CompareAsync(pair, Framing.Length);

    private async Task CompareAsync(string name, Framing framing)
    {
        Conformance.Compare.PairFolder pair = Pair.Named(name);
        if (pair.HasPython)
        {
            Needs.Python();
        }

        if (pair.HasNode)
        {
            Needs.Node();
        }

        CompareScript script = await engine.Run.LoadAsync(pair.Script, TestContext.Current.CancellationToken);
        Comparison comparison = await engine.Run.CompareAsync(script, pair.Implementations(engine.Run.Spec.Home, published: false), framing, TestContext.Current.CancellationToken);

        Assert.True(comparison.Same, Engine.Show(comparison));
    }
}
