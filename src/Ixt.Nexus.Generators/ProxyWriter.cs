using System.Text;

namespace Ixt.Nexus.Generators;

/// <summary>Writes proxies: the interface, or the function, on top of something of a peer.</summary>
internal static class ProxyWriter
{
    internal static string Write(Contract contract)
    {
        StringBuilder code = new();
        Member[] remote = [.. contract.Members.Where(static m => m.Kind != MemberKind.Nested)];
        code.Append($"private sealed class Proxy(global::Ixt.Nexus.INexusInvoker invoker) : global::Ixt.Nexus.NexusContractProxy(invoker, s_members), {contract.Interface}\n{{\n");
        code.Append("    private static readonly string[][] s_members = [");
        code.Append(string.Join(", ", remote.Select(static m => $"[{Literals.Text(m.WireName)}]"))).Append("];\n");
        for (int i = 0; i < remote.Length; i++)
        {
            Member member = remote[i];
            string operation = member.Kind switch { MemberKind.Getter => "Get", MemberKind.Setter => "Set", _ => "Apply" };
            code.Append($"\n    {member.Signature.ReturnType} {member.Owner}.@{member.Name}({Parameters(member.Signature)}) =>\n        {Call(member.Signature, operation, i)};\n");
        }

        int place = 0;
        foreach (Member member in contract.Members.Where(static m => m.Kind == MemberKind.Nested))
        {
            string type = member.Signature.ReturnType;
            code.Append($"\n    private {type}? _nested{place};\n");
            code.Append($"    {type} {member.Owner}.@{member.Name} => _nested{place} ??= Nested<{type}>({Literals.Text(member.WireName)});\n");
            place++;
        }

        return code.Append('}').ToString();
    }

    /// <summary>A class whose method is the delegate that stands for a function of a peer.</summary>
    internal static string Remote(string name, Signature signature) =>
        $"private sealed class {name}(global::Ixt.Nexus.NexusRef reference) : global::Ixt.Nexus.NexusContractProxy(reference, s_itself)\n{{\n"
        + "    private static readonly string[][] s_itself = [[]];\n\n"
        + $"    internal {signature.ReturnType} Invoke({Parameters(signature)}) =>\n        {Call(signature, "Apply", 0)};\n}}";

    private static string Parameters(Signature signature) => string.Join(", ", signature.Parameters.Select(static (p, i) => $"{p.Type} a{i}"));

    private static string Call(Signature signature, string operation, int member)
    {
        string token = "default";
        List<string> values = [];
        int at = 0;
        foreach (Parameter parameter in signature.Parameters)
        {
            if (parameter.Codec is null)
            {
                token = $"a{at}";
            }
            else
            {
                values.Add($"{parameter.Codec.Write}(a{at})");
            }

            at++;
        }

        string arguments = values.Count == 0 ? "[]" : $"[{string.Join(", ", values)}]";
        if (signature.Returns == ReturnKind.Nothing)
        {
            return $"Post({member}, {arguments})";
        }

        string read = signature.Result is null ? "" : $", {signature.Result.Read}";
        string call = $"InvokeAsync(global::Ixt.Nexus.NexusOperation.{operation}, {member}, {arguments}{read}, {token})";
        return signature.Returns is ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult ? $"new {signature.ReturnType}({call})" : call;
    }
}
