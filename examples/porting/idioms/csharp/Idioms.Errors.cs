using System.Globalization;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.errors")]
    private static ModuleResult Errors(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        List<string> events = [];
        foreach (string text in Strings(data, "texts"))
        {
            try
            {
                int number = int.Parse(text, CultureInfo.InvariantCulture);
                events.Add($"good {number}"); // what Python writes behind else
            }
            catch (FormatException)
            {
                events.Add("bad");
            }
            finally
            {
                events.Add("done");
            }
        }

        try
        {
            Take(new Dictionary<string, int> { ["fig"] = 1 }, "plum");
        }
        catch (Exception e) when (e is StockException or KeyNotFoundException)
        {
            events.Add($"{e.Message}: {e.InnerException is not null}");
        }

        try
        {
            using Tally tally = new(events);
            throw new StockException("empty");
        }
        catch (StockException)
        {
            // contextlib.suppress
        }

        return Success(("events", ToJson(events)));
    }

    private static int Take(Dictionary<string, int> stock, string name)
    {
        try
        {
            return stock[name];
        }
        catch (KeyNotFoundException e)
        {
            throw new StockException($"no {name}", e);
        }
    }
}
