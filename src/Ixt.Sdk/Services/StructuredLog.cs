using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>The runtime's structured log (IXT-SVC-008, IXT-SVC-009).</summary>
/// <remarks>
/// Reached as <see cref="IxtProcessModule.Logging"/>, from <c>OnInitAsync</c> to <c>OnShutdownAsync</c>; for lines that need no runtime there is
/// <see cref="IxtProcessModule.Log"/>. Safe from any thread. Entries are one-way unless asked otherwise: the task completes when the entry is
/// queued, and the runtime's refusal of it is not heard of.
/// </remarks>
public sealed class StructuredLog
{
    private readonly ServiceClient _client;

    internal StructuredLog(ServiceClient client)
    {
        _client = client;
    }

    /// <summary>Writes an entry, one-way.</summary>
    /// <param name="level">Its severity.</param>
    /// <param name="message">Its text.</param>
    /// <param name="fields">Its structured fields: <c>LogAsync(LogLevel.Warn, "slow", ("ms", 1234))</c>.</param>
    /// <exception cref="IxtServiceException"><c>CONNECTION_LOST</c>, or <c>FRAME_TOO_LARGE</c>.</exception>
    public Task LogAsync(LogLevel level, string message, params ReadOnlySpan<(string Name, FieldValue Value)> fields) =>
        LogAsync(new LoggingLogParams { Level = level, Message = message, Fields = ToElement(fields) });

    /// <summary>Writes an entry, one-way.</summary>
    /// <param name="level">Its severity.</param>
    /// <param name="message">Its text.</param>
    /// <param name="fields">Its structured fields; written before this returns.</param>
    /// <param name="cancellationToken">Gives up the wait for room in the queue.</param>
    /// <exception cref="IxtServiceException"><c>CONNECTION_LOST</c>, or <c>FRAME_TOO_LARGE</c>.</exception>
    public Task LogAsync(LogLevel level, string message, JsonObject? fields, CancellationToken cancellationToken = default) =>
        LogAsync(
            new LoggingLogParams
            {
                Level = level,
                Message = message,
                Fields = fields is null
                    ? null
                    : JsonElement.Parse(JsonBytes.WriteObject("The fields of a log entry", fields, static (writer, value) => value.WriteTo(writer))),
            },
            cancellationToken: cancellationToken);

    /// <summary>Writes an entry with everything that one can have.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="confirm">Whether to wait for the runtime's answer. Default: one-way.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IxtServiceException">With <paramref name="confirm"/>: the service failed or did not answer in time. Without: as above.</exception>
    public async Task LogAsync(LoggingLogParams entry, bool confirm = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(entry.Message, nameof(entry));
        if (confirm)
        {
            await _client.CallAsync(LoggingLogParams.Service, LoggingLogParams.Method, entry, null, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _client.PostAsync(LoggingLogParams.Service, LoggingLogParams.Method, entry, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static JsonElement? ToElement(ReadOnlySpan<(string Name, FieldValue Value)> fields) =>
        fields.IsEmpty
            ? null
            : JsonElement.Parse(JsonBytes.WriteObject(
                "The fields of a log entry",
                fields,
                static (writer, members) => FieldValue.WriteObject(writer, members)));
}
