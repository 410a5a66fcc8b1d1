using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Health;

/// <summary>Quotes a price from two other modules, and reports how well they are doing.</summary>
internal sealed class Quotes : IxtProcessModule
{
    public Quotes() => Map("quotes.make", MakeAsync);

    #region state
    private readonly Counters _counters = new();
    private readonly Dictionary<string, int> _failuresInARow = new() { ["pricing.get"] = 0, ["shipping.get"] = 0 };
    private int _maxFailures;
    private long _started;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _started = Time.GetTimestamp(); // as time.monotonic(): never set back
        _maxFailures = config.GetInt32("max_failures", 2);
        return default;
    }
    #endregion

    private async ValueTask<ModuleResult> MakeAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        string item = message.GetPayloadText();
        if (item.Length == 0)
        {
            _counters.Refused++;
            return Error("INVALID_INPUT", "The payload names the item.");
        }

        _counters.Handled++;
        int? price = await AskAsync("pricing.get", item, cancellationToken);
        int? shipping = await AskAsync("shipping.get", item, cancellationToken);
        return price is null
            ? Error("NO_PRICE", $"There is no price for {item} at the moment.")
            : Success(new Quote(item, price.Value, shipping), HealthJson.Default.Quote);
    }

    #region count
    private async Task<int?> AskAsync(string topic, string item, CancellationToken cancellationToken)
    {
        SendResponse answer = await SendMessageAsync(topic, item, cancellationToken: cancellationToken);
        if (answer.Success)
        {
            _failuresInARow[topic] = 0;
            return answer.Data!.Value.TryGetProperty("amount", out var amount) ? amount.GetInt32() : null;
        }

        _failuresInARow[topic]++; // no lock: handlers take turns at awaits
        return null;
    }
    #endregion

    #region report
    protected override async ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken)
    {
        bool pricing = IsUp("pricing.get");
        Health health = new(
            Healthy: pricing, // without shipping a quote is still of use
            Reason: pricing ? null : "pricing.get does not answer",
            UptimeSeconds: Math.Round(Time.GetElapsedTime(_started).TotalSeconds, 3),
            Requests: _counters,
            Dependencies: _failuresInARow.ToDictionary(d => d.Key, d => new Dependency(IsUp(d.Key), d.Value)),
            Kv: await ProbeKvAsync(cancellationToken));
        return HealthReport.FromValue(health, HealthJson.Default.Health);
    }
    #endregion

    private bool IsUp(string topic) => _failuresInARow[topic] < _maxFailures;

    #region probe
    private async Task<string> ProbeKvAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Kv.ExistsAsync("health-probe", cancellationToken);
            return "up";
        }
        catch (IxtServiceException e)
        {
            return $"down: {e.Code}";
        }
    }
    #endregion
}
