using System.Text;

namespace Ixt.Nexus.Generators;

/// <summary>Writes dispatchers: what peers reach of an implementation, or of a function.</summary>
internal static class DispatcherWriter
{
    private const string Result = "global::System.Threading.Tasks.ValueTask<global::Ixt.Nexus.NexusValue>";
    private const string Token = "global::System.Threading.CancellationToken cancellationToken";

    internal static string Write(Contract contract)
    {
        StringBuilder code = new();
        code.Append($"private sealed class Dispatcher({contract.Interface} target) : global::Ixt.Nexus.NexusContractDispatcher\n{{\n");
        Member[] functions = Of(contract, MemberKind.Function);
        Member[] getters = Of(contract, MemberKind.Getter);
        Member[] setters = Of(contract, MemberKind.Setter);
        Member[] nested = Of(contract, MemberKind.Nested);
        if (functions.Length > 0)
        {
            code.Append($"    protected override {Result} CallAsync(string member, global::Ixt.Nexus.NexusInvocation invocation, {Token})\n    {{\n        switch (member)\n        {{\n");
            foreach (Member member in functions)
            {
                code.Append($"            case {Literals.Text(member.WireName)}:\n                return {Answer(member.Signature, Method(member))};\n");
            }

            code.Append("            default:\n                return base.CallAsync(member, invocation, cancellationToken);\n        }\n    }\n\n");
            Has(code, "HasFunction", functions);
        }

        if (getters.Length > 0)
        {
            code.Append($"    protected override bool TryGet(string member, {Token}, out {Result} value)\n    {{\n        switch (member)\n        {{\n");
            foreach (Member member in getters)
            {
                code.Append($"            case {Literals.Text(member.WireName)}:\n                value = {Answer(member.Signature, Method(member))};\n                return true;\n");
            }

            code.Append("            default:\n                value = default;\n                return false;\n        }\n    }\n\n");
            Has(code, "HasProperty", getters);
        }

        if (setters.Length > 0)
        {
            code.Append($"    protected override bool TrySet(string member, global::Ixt.Nexus.NexusInvocation invocation, {Token}, out {Result} done)\n    {{\n        switch (member)\n        {{\n");
            foreach (Member member in setters)
            {
                code.Append($"            case {Literals.Text(member.WireName)}:\n                done = {Answer(member.Signature, Method(member))};\n                return true;\n");
            }

            code.Append("            default:\n                done = default;\n                return false;\n        }\n    }\n\n");
        }

        if (nested.Length > 0)
        {
            code.Append("    protected override global::Ixt.Nexus.INexusDispatcher? Nested(string member) => member switch\n    {\n");
            foreach (Member member in nested)
            {
                code.Append($"        {Literals.Text(member.WireName)} => Dispatcher<{member.Signature.ReturnType}>((({member.Owner})target).@{member.Name}),\n");
            }

            code.Append("        _ => null,\n    };\n");
        }

        return code.Append('}').ToString();
    }

    /// <summary>A class that makes a delegate reachable.</summary>
    internal static string Local(string name, string type, Signature signature) =>
        $"private sealed class {name}({type} target) : global::Ixt.Nexus.NexusContractDispatcher\n{{\n"
        + $"    protected override {Result} CallItselfAsync(global::Ixt.Nexus.NexusInvocation invocation, {Token})\n    {{\n"
        + (signature.Returns == ReturnKind.Nothing
            ? $"        target({Arguments(signature)});\n        return new {Result}(global::Ixt.Nexus.NexusValue.Undefined);\n"
            : $"        return {Answer(signature, "target")};\n")
        + "    }\n}";

    private static Member[] Of(Contract contract, MemberKind kind) => [.. contract.Members.Where(m => m.Kind == kind)];

    private static string Method(Member member) => $"(({member.Owner})target).@{member.Name}";

    private static void Has(StringBuilder code, string method, Member[] members) =>
        code.Append($"    protected override bool {method}(string member) => member is {string.Join(" or ", members.Select(static m => Literals.Text(m.WireName)))};\n\n");

    private static string Answer(Signature signature, string method) =>
        signature.Result is null ? $"Result({method}({Arguments(signature)}))" : $"Result({method}({Arguments(signature)}), {signature.Result.Write})";

    private static string Arguments(Signature signature)
    {
        List<string> arguments = [];
        int place = 0;
        foreach (Parameter parameter in signature.Parameters)
        {
            if (parameter.Codec is null)
            {
                arguments.Add("cancellationToken");
                continue;
            }

            string fallback = parameter.Default is null ? "" : ", " + parameter.Default;
            arguments.Add($"Argument(in invocation, {place}, {Literals.Text(parameter.Name)}, {parameter.Codec.Read}{fallback})");
            place++;
        }

        return string.Join(", ", arguments);
    }
}
