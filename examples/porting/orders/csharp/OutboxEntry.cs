using System.Text.Json.Serialization;

namespace Porting.Orders;

internal sealed class OutboxEntry
{
    public required string Order { get; init; }

    public required string To { get; init; }

    public required string Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // Python's dict has no "tried" before the first try
    public bool Tried { get; set; }
}
