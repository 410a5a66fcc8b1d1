using Microsoft.Extensions.Logging;

namespace Ixt.Sdk;

/// <summary>Writes log entries as lines on stderr.</summary>
internal sealed class StderrLogger(StderrLog log, string category, Microsoft.Extensions.Logging.LogLevel minimum) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) =>
        logLevel >= minimum && logLevel != Microsoft.Extensions.Logging.LogLevel.None;

    public void Log<TState>(
        Microsoft.Extensions.Logging.LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string text = string.Concat(category, ": ", formatter(state, exception));
        log.Write(LogLevels.ToName(logLevel), exception is null ? text : text + "\n" + exception);
    }
}
