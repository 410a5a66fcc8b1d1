using System.Collections.Immutable;
using System.Globalization;
using Ixt.Nexus.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>Compiles interfaces with the contract generator, in memory.</summary>
internal static class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Ixt.Nexus.dll" or "Ixt.Session.dll" or "netstandard.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What generator and compiler report, as "ID: message".</summary>
    internal static IReadOnlyList<string> Diagnose(string source, out string generated)
    {
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create(new ContractGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation output, out ImmutableArray<Diagnostic> fromGenerator);
        generated = string.Join("\n", driver.GetRunResult().GeneratedTrees);
        return
        [
            .. fromGenerator.Concat(output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error))
                .Select(static d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }

    /// <summary>Where the first reported fault is, as the source text it points to.</summary>
    internal static string PointedAt(string source)
    {
        CSharpGeneratorDriver.Create(new ContractGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(source), out _, out ImmutableArray<Diagnostic> diagnostics);
        return source.Substring(diagnostics[0].Location.SourceSpan.Start, diagnostics[0].Location.SourceSpan.Length);
    }

    /// <summary>Why the last step ran again after an edit elsewhere.</summary>
    internal static IEnumerable<IncrementalStepRunReason> ReasonsAfterEdit(string source, string edit)
    {
        CSharpCompilation compilation = Compile(source);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ContractGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true)).RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(edit)));
        return driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(static steps => steps)
            .SelectMany(static step => step.Outputs).Select(static output => output.Reason);
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Contracts",
        [CSharpSyntaxTree.ParseText(source)],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
