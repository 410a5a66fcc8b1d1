using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

internal sealed partial class TypeMapper
{
    /// <summary>What goes in and comes out; null, and a <see cref="Fault"/>, if it is unsupported.</summary>
    internal Signature? SignatureOf(IMethodSymbol method, bool isDelegate)
    {
        IsTypeFault = false;
        ReturnKind returns = KindOf(method, isDelegate);
        if (returns == ReturnKind.Unsupported)
        {
            Fault = $"returns {method.ReturnType.In(SymbolDisplayFormat.MinimallyQualifiedFormat)}: the answer of a peer has to be waited for, so it must return Task, Task<T>, ValueTask or ValueTask<T>"
                + (isDelegate ? ", or nothing" : "");
            return null;
        }

        List<Parameter> parameters = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool isToken = parameter.Type.In(WellKnown.Bare) == WellKnown.CancellationToken;
            if (parameter.RefKind != RefKind.None || (isToken && parameters.Exists(static p => p.Codec is null)))
            {
                Fault = isToken ? "has two parameters of type CancellationToken" : $"has the parameter '{parameter.Name}' by reference: a peer's memory is not this one's";
                return null;
            }

            Codec? codec = isToken ? null : Of(parameter.Type);
            if (codec is null && !isToken)
            {
                Fault = $"parameter '{parameter.Name}': {Fault}";
                return null;
            }

            parameters.Add(new Parameter(parameter.Type.In(WellKnown.Full), parameter.Name, codec, Literals.DefaultOf(parameter)));
        }

        Codec? result = null;
        if (returns is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult && (result = Of(((INamedTypeSymbol)method.ReturnType).TypeArguments[0])) is null)
        {
            Fault = $"the result: {Fault}";
            return null;
        }

        return new Signature(method.ReturnType.In(WellKnown.Full), returns, result, new(parameters.ToImmutableArray()));
    }

    private static ReturnKind KindOf(IMethodSymbol method, bool isDelegate)
    {
        if (method.ReturnsVoid)
        {
            return isDelegate ? ReturnKind.Nothing : ReturnKind.Unsupported;
        }

        bool isGeneric = method.ReturnType is INamedTypeSymbol { IsGenericType: true };
        return method.RefKind != RefKind.None ? ReturnKind.Unsupported : method.ReturnType.In(WellKnown.Bare) switch
        {
            "System.Threading.Tasks.Task" => isGeneric ? ReturnKind.TaskOfResult : ReturnKind.Task,
            "System.Threading.Tasks.ValueTask" => isGeneric ? ReturnKind.ValueTaskOfResult : ReturnKind.ValueTask,
            _ => ReturnKind.Unsupported,
        };
    }

    private Codec? OfDelegate(string key, INamedTypeSymbol type)
    {
        if (_isPlain)
        {
            return Fail(type, "a function can't stand in a Map or Set");
        }

        if (type.DelegateInvokeMethod is not { } invoke)
        {
            return Fail(type, "nothing says what it takes and returns");
        }

        Codec codec = Announce(key);
        if (SignatureOf(invoke, isDelegate: true) is not { } signature)
        {
            Fault = $"{type.In(SymbolDisplayFormat.MinimallyQualifiedFormat)} can't travel: {(IsTypeFault ? "its " : "it ")}{Fault}";
            IsTypeFault = true;
            return null;
        }

        string name = type.In(WellKnown.Full);
        string number = codec.Read.Substring("Read".Length);
        Code.Add($"private static {name} {codec.Read}({Value} value) => new Remote{number}(value.AsRef()).Invoke;");
        Code.Add($"private static {Value} {codec.Write}({name}? value) => value is null ? {Value}.Null : global::Ixt.Nexus.NexusReferences.Of(value) is {{ }} reference ? {Value}.From(reference) : {Value}.From(new Local{number}(value));");
        Code.Add(ProxyWriter.Remote($"Remote{number}", signature));
        Code.Add(DispatcherWriter.Local($"Local{number}", name, signature));
        return codec;
    }
}
