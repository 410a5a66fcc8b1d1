using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ixt.Sdk.Generators;

/// <summary>Turns a method symbol into what the generator needs to know of it.</summary>
internal static class TopicMethodReader
{
    private const int MaxTopicLength = 255;

    internal static TopicMethod Read(GeneratorAttributeSyntaxContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.TargetSymbol;
        INamedTypeSymbol type = method.ContainingType;
        SourceLocation? location = SourceLocation.From(method.Locations.FirstOrDefault());
        List<Problem> problems = [];
        void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
            problems.Add(new Problem(descriptor.Id, location, new(arguments.ToImmutableArray())));

        if (!ModuleClass.IsModule(type))
        {
            Report(Diagnostics.NotAModule, type.Name);
        }
        else if (!ModuleClass.IsPartial(type))
        {
            Report(Diagnostics.NotPartial, type.Name);
        }

        ReturnKind returns = KindOf(method);
        string? arguments = ArgumentsOf(method, out string fault);
        if (method.IsGenericMethod)
        {
            Report(Diagnostics.UnsupportedSignature, method.Name, "is generic: nothing says with which type to call it");
        }
        else if (returns == ReturnKind.Unsupported)
        {
            Report(Diagnostics.UnsupportedSignature, method.Name, method.IsAsync && method.ReturnsVoid
                ? "is async void: nobody could wait for its end; return Task or ValueTask"
                : $"returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: it must return ModuleResult, a Task or ValueTask of it, Task, ValueTask or void");
        }
        else if (arguments is null)
        {
            Report(Diagnostics.UnsupportedSignature, method.Name, fault);
        }

        List<string> topics = [];
        foreach (AttributeData attribute in context.Attributes)
        {
            string topic = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
            if (topic.Length is < 1 or > MaxTopicLength)
            {
                Report(Diagnostics.InvalidTopic, method.Name, topic.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                topics.Add(topic);
            }
        }

        return new TopicMethod(
            ModuleClass.From(type), method.Name, arguments ?? "", returns, new(topics.ToImmutableArray()), location, new(problems.ToImmutableArray()));
    }

    private static ReturnKind KindOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
        {
            return method.IsAsync ? ReturnKind.Unsupported : ReturnKind.Nothing;
        }

        return method.ReturnType.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(s_plain) switch
        {
            "Ixt.Sdk.ModuleResult" => ReturnKind.Now,
            "System.Threading.Tasks.Task<Ixt.Sdk.ModuleResult>" => ReturnKind.Wrapped,
            "System.Threading.Tasks.ValueTask<Ixt.Sdk.ModuleResult>" => ReturnKind.Direct,
            "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" => ReturnKind.NothingLater,
            _ => ReturnKind.Unsupported,
        };
    }

    private static string? ArgumentsOf(IMethodSymbol method, out string fault)
    {
        List<string> arguments = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            string? argument = parameter.RefKind != RefKind.None ? null : parameter.Type.ToDisplayString(s_plain) switch
            {
                "Ixt.Protocol.HandleMessage" => "message",
                "Ixt.Protocol.MessageContext" => "context",
                "System.Threading.CancellationToken" => "cancellationToken",
                _ => null,
            };
            if (argument is null || arguments.Contains(argument))
            {
                fault = $"has a parameter '{parameter.Name}' that can't be filled: it may take one each of HandleMessage, MessageContext and CancellationToken, by value";
                return null;
            }

            arguments.Add(argument);
        }

        fault = "";
        return string.Join(", ", arguments);
    }

    // Without nullable annotations, which make no difference here.
    private static readonly SymbolDisplayFormat s_plain = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);
}
