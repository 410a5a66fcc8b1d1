using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare;
using Ixt.Conformance.Compare.Display;
using Ixt.Conformance.Compare.Verdict;
using Ixt.Conformance.Display;
using Ixt.Conformance.Execution;

[assembly: AssemblyFixture(typeof(Ixt.Porting.Tests.Engine))]

namespace Ixt.Porting.Tests;

/// <summary>The comparison's engine, made once: its schemas take longer to read than a comparison.</summary>
public sealed class Engine : IAsyncLifetime
{
    // Processes of several tests start at the same time on a busy machine.
    private const double Patience = 6;

    internal ComparisonRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await WithPatienceAsync(Patience);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One with other time limits.</summary>
    internal static Task<ComparisonRun> WithPatienceAsync(double scale) =>
        ComparisonRun.CreateAsync(SpecDirectory.Find(null), TimeLimits.Scaled(scale), TestContext.Current.CancellationToken);

    /// <summary>What a user sees of a comparison.</summary>
    internal static string Show(Comparison comparison)
    {
        StringWriter text = new();
        new ComparisonPrinter(Consoles.On(text)).Print("it", [comparison], steps: true);
        return text.ToString();
    }
}
