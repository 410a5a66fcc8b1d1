using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.dictionaries")]
    private static ModuleResult Dictionaries(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        Dictionary<string, int> stock = data.GetProperty("stock").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
        string[] words = Strings(data, "words");

        int pears = stock.GetValueOrDefault("pear", 0);
        bool known = stock.ContainsKey("apple");
        int figs = stock.Remove("fig", out int removed) ? removed : 0;
        Dictionary<char, List<string>> groups = [];
        foreach (string word in words)
        {
            if (!groups.TryGetValue(word[0], out List<string>? group))
            {
                groups.Add(word[0], group = []);
            }

            group.Add(word);
        }

        Dictionary<string, int> counts = [];
        foreach (string word in words)
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        int total = 0;
        foreach ((string name, int amount) in stock)
        {
            total += amount * name.Length;
        }

        Dictionary<string, int> doubled = stock.ToDictionary(p => p.Key, p => p.Value * 2);
        Dictionary<string, int> merged = new(stock) { ["kiwi"] = 1 };
        string missing;
        try
        {
            missing = stock["plum"] > 0 ? "no" : "none left";
        }
        catch (KeyNotFoundException)
        {
            missing = "yes";
        }

        return Success(
            ("pears", pears),
            ("known", known),
            ("figs", figs),
            ("a", ToJson(groups['a'])),
            ("counts", ToJson(counts)),
            ("total", total),
            ("doubled", ToJson(doubled)),
            ("merged", merged.Count),
            ("missing", missing));
    }
}
