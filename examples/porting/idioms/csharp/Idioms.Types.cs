using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.types")]
    private static ModuleResult Types(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        string name = data.GetProperty("name").GetString()!;
        object value = data.GetProperty("value").ValueKind == JsonValueKind.String ? data.GetProperty("value").GetString()! : JsonValueKind.Null;

        Item item = new(name, Price: 3);
        Item dearer = item with { Price = item.Price + 1 };
        string note = item.Note ?? "none";
        bool equal = dearer == new Item(name, 4);
        string kind = value is string ? "text" : "other";
        Level level = Enum.Parse<Level>(data.GetProperty("level").GetString()!, ignoreCase: true);
        (int lowest, int highest) = Bounds(Integers(data, "values"));
        string call = Describe("mail", ttl: 5);
        return Success(
            ("item", $"{dearer.Name} {dearer.Price}"),
            ("note", note),
            ("equal", equal),
            ("kind", kind),
            ("level", (int)level),
            ("lowest", lowest),
            ("highest", highest),
            ("call", call),
            ("unique", Guid.NewGuid() != Guid.NewGuid()));
    }

    private static (int Lowest, int Highest) Bounds(int[] values) => (values.Min(), values.Max());

    private static string Describe(string name, int priority = 1, int? ttl = null) => $"{name}/{priority}/{ttl}";
}
