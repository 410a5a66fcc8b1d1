using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary>What the field numbers must be for the schema.</summary>
internal static class FieldNumberChecks
{
    private const int Largest = 536_870_911;

    public static void Check(FieldNumbers numbers, ProtocolModel model)
    {
        Same("", numbers.Messages.Keys, model.Definitions.Where(d => FieldNumbers.IsMessage(d, model)).Select(d => d.Name));
        Same("", numbers.Enums.Keys, model.Definitions.OfType<EnumDefinition>().Select(d => d.Name));
        foreach ((string name, MessageNumbers message) in numbers.Messages)
        {
            Check(name, message, numbers, model);
        }

        foreach (EnumDefinition choice in model.Definitions.OfType<EnumDefinition>())
        {
            Same($"/{choice.Name}", numbers.Enums[choice.Name].Keys, choice.Values);
            Distinct($"/{choice.Name}", [.. numbers.Enums[choice.Name].Values], []);
        }
    }

    private static void Check(string name, MessageNumbers message, FieldNumbers numbers, ProtocolModel model)
    {
        string at = $"/{name}";
        Distinct(at, [.. message.All], message.Reserved);
        if (model[name] is UnionDefinition union)
        {
            Same(at, message.Alternatives.Keys, model.LeavesOf(union).Select(l => l.Name));
            Same(at, message.Fields.Keys, []);
            return;
        }

        Member[] members = [.. ((ObjectDefinition)model[name]).DataMembers];
        Same(at, message.Fields.Keys, members.Select(m => m.WireName));
        Same(at, message.Alternatives.Keys, []);
        foreach (Member member in members)
        {
            int expected = member.Type is HandWrittenType ? 2 : 1;
            if (message.Fields[member.WireName].Count != expected)
            {
                throw Fault($"{at}/{member.WireName}", $"needs {expected} number{(expected == 1 ? "" : "s")}.");
            }
        }

        // Whoever reads a frame of an unknown kind finds the id where all have it.
        if (FieldNumbers.Root(name, model) is { } root && numbers.Frames.Contains(root.Name) && message.Fields["id"] is not [1, 2])
        {
            throw Fault($"{at}/id", "is 1 and 2 in every alternative of a frame.");
        }

        foreach ((string member, IReadOnlyDictionary<string, int> instead) in message.Instead)
        {
            if (members.SingleOrDefault(m => m.WireName == member)?.Type is not FreeObjectType)
            {
                throw Fault($"{at}/{member}", "is no free-form object: nothing can stand in its place.");
            }

            Same($"{at}/{member}", instead.Keys, instead.Keys.Where(numbers.Messages.ContainsKey));
        }
    }

    private static void Distinct(string at, IReadOnlyList<int> used, IReadOnlyList<int> reserved)
    {
        foreach (int number in used.Concat(reserved))
        {
            // protoc keeps 19000 to 19999 for itself.
            if (number is < 1 or > Largest or (>= 19_000 and < 20_000))
            {
                throw Fault(at, $"{number} can't be a field's number.");
            }
        }

        foreach (int number in used.Concat(reserved).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            throw Fault(at, $"{number} stands twice.");
        }
    }

    private static void Same(string at, IEnumerable<string> numbered, IEnumerable<string> there)
    {
        if (there.Except(numbered).FirstOrDefault() is { } missing)
        {
            throw Fault($"{at}/{missing}", "has no number.");
        }

        if (numbered.Except(there).FirstOrDefault() is { } surplus)
        {
            throw Fault($"{at}/{surplus}", "has a number, and nothing in the schema.");
        }
    }

    private static SchemaException Fault(string at, string problem) => new($"{FieldNumbers.Path}#{at}", problem);
}
