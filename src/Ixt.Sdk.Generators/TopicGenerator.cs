using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ixt.Sdk.Generators;

/// <summary>Registers the <c>[Topic]</c> methods of module classes, at compile time.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TopicGenerator : IIncrementalGenerator
{
    private const string Attribute = "Ixt.Sdk.TopicAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<TopicMethod> methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            Attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (attributed, _) => TopicMethodReader.Read(attributed));
        IncrementalValuesProvider<EquatableArray<TopicMethod>> modules = methods.Collect().SelectMany(static (all, _) =>
            all.GroupBy(static m => m.Module.HintName).Select(static g => new EquatableArray<TopicMethod>(g.ToImmutableArray())));
        context.RegisterSourceOutput(modules, static (output, module) => Produce(output, module.Items));
    }

    private static void Produce(SourceProductionContext output, ImmutableArray<TopicMethod> methods)
    {
        Dictionary<string, string> handlers = new(StringComparer.Ordinal);
        bool faulty = false;
        foreach (TopicMethod method in methods)
        {
            foreach (Problem problem in method.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
                faulty = true;
            }

            foreach (string topic in method.Topics)
            {
                if (handlers.TryGetValue(topic, out string? other))
                {
                    output.ReportDiagnostic(
                        new Problem(Diagnostics.DuplicateTopic.Id, method.Location, new(ImmutableArray.Create(topic, other))).ToDiagnostic());
                    faulty = true;
                }
                else
                {
                    handlers.Add(topic, method.Name);
                }
            }
        }

        // A class with a fault does not compile anyway; half of a registration would only add errors about errors.
        if (!faulty)
        {
            output.AddSource(methods[0].Module.HintName, RegistrationWriter.Write(methods));
        }
    }
}
