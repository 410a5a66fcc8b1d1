using ExtensionsLevel = Microsoft.Extensions.Logging.LogLevel;
using WireLevel = Ixt.Protocol.LogLevel;

namespace Ixt.Sdk;

/// <summary>The two scales of severity, one against the other.</summary>
internal static class LogLevels
{
    internal static WireLevel ToWire(ExtensionsLevel level) => level switch
    {
        ExtensionsLevel.Trace => WireLevel.Trace,
        ExtensionsLevel.Debug => WireLevel.Debug,
        ExtensionsLevel.Information => WireLevel.Info,
        ExtensionsLevel.Warning => WireLevel.Warn,
        ExtensionsLevel.Error => WireLevel.Error,
        _ => WireLevel.Fatal,
    };

    internal static string ToName(ExtensionsLevel level) => level switch
    {
        ExtensionsLevel.Trace => "TRACE",
        ExtensionsLevel.Debug => "DEBUG",
        ExtensionsLevel.Information => "INFO",
        ExtensionsLevel.Warning => "WARN",
        ExtensionsLevel.Error => "ERROR",
        _ => "FATAL",
    };
}
