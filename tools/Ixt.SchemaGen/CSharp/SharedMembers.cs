using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.CSharp;

/// <summary>What can be asked of a union without knowing the alternative.</summary>
internal static class SharedMembers
{
    /// <summary>The members that hold a value. Only for a union directly of objects: an outer union would hide its inner ones' members.</summary>
    public static IEnumerable<SharedMember> Of(UnionDefinition union, ProtocolModel model)
    {
        ObjectDefinition[] leaves = [.. union.Alternatives.Select(a => model[a]).OfType<ObjectDefinition>()];
        if (leaves.Length != union.Alternatives.Count)
        {
            yield break;
        }

        foreach (Member first in leaves[0].DataMembers)
        {
            Member[] all = [.. leaves.SelectMany(l => l.DataMembers).Where(m => m.WireName == first.WireName)];
            if (all.Length == leaves.Length && all.All(m => TypeNames.Bare(m.Type) == TypeNames.Bare(first.Type)))
            {
                yield return new SharedMember(first.Name, first.WireName, TypeNames.Bare(first.Type) + (all.Any(TypeNames.IsNullable) ? "?" : ""));
            }
        }
    }

    /// <summary>The discriminators that every leaf has and no outer union has declared already.</summary>
    public static IEnumerable<Member> ConstantsOf(UnionDefinition union, ProtocolModel model)
    {
        ObjectDefinition[] leaves = [.. model.LeavesOf(union)];
        UnionDefinition? outer = model.BaseOf(union.Name);
        return leaves[0].ConstantMembers
            .Where(c => leaves.All(l => l.ConstantMembers.Any(m => m.WireName == c.WireName)))
            .Where(c => outer is null || !DeclaresConstant(outer, c, model));
    }

    /// <summary>Whether this union, or one around it, declares the discriminator.</summary>
    public static bool DeclaresConstant(UnionDefinition union, Member constant, ProtocolModel model) =>
        ConstantsOf(union, model).Any(c => c.WireName == constant.WireName)
        || (model.BaseOf(union.Name) is { } outer && DeclaresConstant(outer, constant, model));
}
