using Ixt.Conformance.Compare;

namespace Ixt.Porting.Tests.Pairs;

/// <summary>The folders below <c>examples/porting</c>, as they are when the tests run.</summary>
internal static class Pair
{
    public static string Home { get; } = Path.Combine(Repository.Root, "examples", "porting");

    public static IReadOnlyList<PairFolder> All { get; } = [.. Directory.EnumerateDirectories(Home).Order(StringComparer.Ordinal).Select(PairFolder.At)];

    public static PairFolder Named(string name) => All.Single(p => p.Name == name);
}
