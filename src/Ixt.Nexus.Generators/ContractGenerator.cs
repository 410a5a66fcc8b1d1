using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ixt.Nexus.Generators;

/// <summary>Writes the contracts of interfaces with <c>[NexusService]</c> or <c>[NexusObject]</c>, at compile time.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in new[] { WellKnown.ServiceAttribute, WellKnown.ObjectAttribute })
        {
            IncrementalValuesProvider<Contract> contracts = context.SyntaxProvider.ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is InterfaceDeclarationSyntax,
                    (attributed, _) => ContractReader.Read((INamedTypeSymbol)attributed.TargetSymbol, attribute))
                .Where(static contract => contract is not null)
                .Select(static (contract, _) => contract!);
            context.RegisterSourceOutput(contracts, static (output, contract) => Produce(output, contract));
        }
    }

    private static void Produce(SourceProductionContext output, Contract contract)
    {
        foreach (Problem problem in contract.Problems)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }

        // Half of a contract would only add errors about errors.
        if (contract.Problems.Items.IsEmpty)
        {
            output.AddSource(contract.ClassName + ".g.cs", ContractWriter.Write(contract));
        }
    }
}
