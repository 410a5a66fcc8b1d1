using System.Globalization;
using Jint.Runtime;

namespace Ixt.NodeHost.Engines;

/// <summary>Lets the script's <c>Date</c> follow the host's clock.</summary>
internal sealed class HostTimeSystem(TimeProvider time) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture)
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
}
