using System.Globalization;
using Ixt.Protocol;
using Ixt.Sdk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using LogLevel = Ixt.Protocol.LogLevel;

namespace Imports;

/// <summary>An importer that logs: lines on stderr, structured entries, and what code with an <see cref="ILogger"/> has to say.</summary>
internal sealed partial class Importer : IxtProcessModule
{
    private ILogger _log = NullLogger.Instance;
    private ILogger _audit = NullLogger.Instance;

    #region setup
    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        // The bridges come with the SDK. Loggers are not global: hand them to the classes that want one.
        _log = CreateStructuredLoggerProvider().CreateLogger("imports.rows");
        _audit = CreateStderrLoggerProvider().CreateLogger("imports.audit");
        Log($"Importing for {config.GetString("tenant", "everybody")}");
        return default;
    }
    #endregion

    #region records
    [Topic("imports.run")]
    private async Task<ModuleResult> ImportRows(HandleMessage message)
    {
        string[] rows = SplitLines(message.GetPayloadText());
        List<long> amounts = [];
        for (int i = 0; i < rows.Length; i++)
        {
            // Named values, not $"…": they become the fields row and text of the entry.
            _log.LogDebug("Row {row}: {text}", i + 1, rows[i]);
            if (long.TryParse(rows[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out long amount))
            {
                amounts.Add(amount);
            }
            else
            {
                _log.LogWarning("Row {row} is skipped: {text}", i + 1, rows[i]);
            }
        }

        _audit.LogInformation("Imported {imported} of {rows}", amounts.Count, rows.Length);
        return await FinishAsync(rows, amounts);
    }
    #endregion

    #region structured
    private async Task<ModuleResult> FinishAsync(string[] rows, List<long> amounts)
    {
        int skipped = rows.Length - amounts.Count;
        if (rows.Length > 0 && amounts.Count == 0)
        {
            LogError($"All {skipped} rows were refused\nNothing was imported");
            await Logging.LogAsync(LogLevel.Error, "import failed", ("rows", rows.Length));
            return Error("NOTHING_IMPORTED", "All rows were refused");
        }

        await Logging.LogAsync(
            LogLevel.Info,
            "import finished",
            ("rows", rows.Length),
            ("skipped", skipped),
            ("share", (double)amounts.Count / Math.Max(rows.Length, 1)),
            ("clean", skipped == 0),
            ("file", default)); // null
        return Success(("sum", amounts.Sum()));
    }
    #endregion

    #region levels
    [Topic("imports.note")]
    private async Task<ModuleResult> Note(HandleMessage message)
    {
        LogLevel? level = message.GetPayloadText() switch
        {
            "trace" => LogLevel.Trace,
            "debug" => LogLevel.Debug,
            "info" => LogLevel.Info,
            "warn" => LogLevel.Warn,
            "error" => LogLevel.Error,
            "fatal" => LogLevel.Fatal,
            _ => null,
        };
        if (level is null)
        {
            return Error("INVALID_LEVEL", $"Not a level: {message.GetPayloadText()}");
        }

        await Logging.LogAsync(level.Value, $"A note of level {message.GetPayloadText()}");
        return Success();
    }
    #endregion

    protected override ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        _audit.LogError("Closed: {reason}", "no more imports");
        Log("Done, schön");
        return default;
    }

    /// <summary>str.splitlines(): a line break at the end begins no further line.</summary>
    private static string[] SplitLines(string text) =>
        text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
}
