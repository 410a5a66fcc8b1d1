using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Verdict;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>The variants of one small module that are compared with the one called right.</summary>
internal static class Variants
{
    private static string Module { get; } = Path.Combine(AppContext.BaseDirectory, "Comparer", "modules", "module.js");

    /// <summary>How a variant is started.</summary>
    public static ModuleCommand Of(string variant, string? name = null)
    {
        Needs.Node();
        return new ModuleCommand(name ?? (variant == "right" ? "original" : "port"), [Interpreters.Node(), Module, variant], new Dictionary<string, string?> { ["NODE_PATH"] = Path.Combine(Repository.Root, "js-reference") });
    }

    /// <summary>A variant as a word of the command line.</summary>
    public static string Command(string name, string variant) =>
        $"{name}=env NODE_PATH='{Path.Combine(Repository.Root, "js-reference")}' node '{Module}' {variant}";

    /// <summary>Compares a variant with the right one.</summary>
    public static Task<Comparison> CompareAsync(ComparisonRun run, string script, string variant, string reference = "right") =>
        run.CompareAsync(run.Read("script.json", script), [Of(reference, "original"), Of(variant, "port")], Framing.Length, TestContext.Current.CancellationToken);
}
