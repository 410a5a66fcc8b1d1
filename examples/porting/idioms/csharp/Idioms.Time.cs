using System.Globalization;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.time")]
    private async ValueTask<ModuleResult> TimesAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        JsonElement data = Parse(message.Payload);
        string text = data.GetProperty("due").GetString()!;

        long started = Time.GetTimestamp();
        DateTimeOffset due = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        DateTimeOffset later = due + new TimeSpan(days: 1, hours: 0, minutes: 5, seconds: 0);
        DateTimeOffset utc = later.ToUniversalTime();
        double stamp = due.ToUnixTimeMilliseconds() / 1000.0;
        DateTimeOffset back = DateTimeOffset.FromUnixTimeMilliseconds((long)(stamp * 1000));
        bool late = Time.GetUtcNow() > due;
        await Task.Delay(TimeSpan.FromMilliseconds(1), Time, cancellationToken);
        TimeSpan elapsed = Time.GetElapsedTime(started);
        return Success(
            ("later", later.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
            ("utc", utc.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
            ("stamp", stamp),
            ("same", back == due),
            ("late", late),
            ("slept", elapsed > TimeSpan.Zero));
    }
}
