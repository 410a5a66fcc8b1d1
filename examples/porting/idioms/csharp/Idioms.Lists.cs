using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.lists")]
    private static ModuleResult Lists(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        int[] numbers = Integers(data, "numbers");
        Item[] items = [.. data.GetProperty("items").EnumerateArray().Select(i => new Item(i[0].GetString()!, i[1].GetInt32()))];
        int[][] rows = [.. data.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(n => n.GetInt32()).ToArray())];

        List<int> squares = [.. numbers.Where(n => n > 0).Select(n => n * n)];
        List<string> cheap = items.Where(i => i.Price < 10).Select(i => i.Name).ToList();
        bool hasFree = items.Any(i => i.Price == 0);
        int total = items.Sum(i => i.Price);
        int biggest = numbers.DefaultIfEmpty(0).Max();
        IEnumerable<Item> ordered = items.OrderByDescending(i => i.Price).ThenBy(i => i.Name, StringComparer.Ordinal);
        int last = numbers[^1];
        int[] middle = numbers[1..3];
        IEnumerable<int> backwards = Enumerable.Reverse(numbers);
        foreach ((int index, Item item) in items.Index())
        {
            total += index * item.Price;
        }

        IEnumerable<string> pairs = numbers.Zip(items, (n, i) => $"{n}:{i.Name}");
        if (numbers is not [int first, .. int[] rest])
        {
            return Error("INVALID_INPUT", "There are no numbers.");
        }

        int unique = new HashSet<int>(numbers).Count;
        IEnumerable<int> both = numbers.Intersect([1, 2, 3]).Order();
        IEnumerable<int> flat = rows.SelectMany(row => row);
        List<int> down = [.. Countdown(3)];
        return Success(
            ("squares", ToJson(squares)),
            ("cheap", ToJson(cheap)),
            ("has_free", hasFree),
            ("total", total),
            ("biggest", biggest),
            ("ordered", ToJson(ordered.Select(i => i.Name))),
            ("last", last),
            ("middle", ToJson(middle)),
            ("backwards", ToJson(backwards)),
            ("pairs", ToJson(pairs)),
            ("first", first),
            ("rest", rest.Length),
            ("unique", unique),
            ("both", ToJson(both)),
            ("flat", ToJson(flat)),
            ("down", ToJson(down)));
    }

    private static IEnumerable<int> Countdown(int start)
    {
        while (start > 0)
        {
            yield return start;
            start--;
        }
    }
}
