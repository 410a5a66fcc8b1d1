using System.Globalization;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Microsoft.Extensions.Logging;
using ExtensionsLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Ixt.Sdk;

/// <summary>Sends log entries to the runtime by one-way <c>logging.log</c>, their named values as fields.</summary>
/// <remarks>Logging never fails its caller: what can't be sent goes to stderr instead.</remarks>
internal sealed class StructuredLogger(StructuredLog log, StderrLog fallback, TimeProvider time, string category, ExtensionsLevel minimum) : ILogger
{
    private const string TemplateKey = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(ExtensionsLevel logLevel) => logLevel >= minimum && logLevel != ExtensionsLevel.None;

    public void Log<TState>(
        ExtensionsLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string message = formatter(state, exception);
        LoggingLogParams entry = new()
        {
            Level = LogLevels.ToWire(logLevel),
            Message = message,
            Fields = Fields(eventId, state, exception),
            Timestamp = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000d,
        };
        _ = SendAsync(entry, LogLevels.ToName(logLevel));
    }

    private async Task SendAsync(LoggingLogParams entry, string level)
    {
        try
        {
            await log.LogAsync(entry).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IxtServiceException or InvalidOperationException)
        {
            fallback.Write(level, $"{category}: {entry.Message} (not sent to the runtime: {e.Message})");
        }
    }

    private System.Text.Json.JsonElement? Fields<TState>(EventId eventId, TState state, Exception? exception)
    {
        List<(string Name, FieldValue Value)> fields = [("category", category)];
        if (eventId.Id != 0 || eventId.Name is not null)
        {
            fields.Add(("event", eventId.Name ?? eventId.Id.ToString(CultureInfo.InvariantCulture)));
        }

        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (int i = 0; i < values.Count; i++)
            {
                (string name, object? value) = values[i];
                fields.Add((name == TemplateKey ? "template" : name, ToField(value)));
            }
        }

        if (exception is not null)
        {
            fields.Add(("exception", exception.GetType().FullName));
            fields.Add(("exception_message", exception.Message));
        }

        return StructuredLog.ToElement(fields.ToArray());
    }

    private static FieldValue ToField(object? value) => value switch
    {
        null => default,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => number,
        JsonNode node => node,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
