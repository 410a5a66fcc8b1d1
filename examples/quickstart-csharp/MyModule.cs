using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace QuickStart;

/// <summary>The Quick Start of the Node.js SDK's README, in C#.</summary>
internal sealed class MyModule : IxtProcessModule
{
    private string _databaseUrl = "";
    private int _requestCount;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        // Initialize module with configuration
        _databaseUrl = config.GetString("database_url", "sqlite://data.db");
        Log($"Connecting to database: {_databaseUrl}");

        // Initialize your resources here
        return default;
    }

    protected override async ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        // Handle incoming messages; the payload is decoded already
        switch (message.Topic)
        {
            case "my.service.process":
                byte[] result = await ProcessDataAsync(message.Payload);
                return Success(("result", EncodePayload(result)));
            case "my.service.query":
                byte[] data = await QueryDataAsync(message.Payload);
                return Success(("data", EncodePayload(data)));
            default:
                return Error("UNKNOWN_TOPIC", $"Unknown topic: {message.Topic}");
        }
    }

    protected override ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        // Clean up resources
        Log("Shutting down module");
        return default;
    }

    protected override async ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken) =>
        HealthReport.Healthy(
            ("database_connected", await CheckDbConnectionAsync()),
            ("requests_processed", _requestCount));

    /// <summary>The payload's text with a to z in upper case.</summary>
    private Task<byte[]> ProcessDataAsync(ReadOnlyMemory<byte> payload)
    {
        // No lock: handlers take turns, they never run in parallel
        _requestCount++;
        byte[] upper = payload.ToArray();
        for (int i = 0; i < upper.Length; i++)
        {
            upper[i] = char.IsAsciiLetterLower((char)upper[i]) ? (byte)(upper[i] - 32) : upper[i];
        }

        return Task.FromResult(upper);
    }

    /// <summary>JSON that names the query.</summary>
    private Task<byte[]> QueryDataAsync(ReadOnlyMemory<byte> payload)
    {
        _requestCount++;
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("query", Encoding.UTF8.GetString(payload.Span));
            writer.WriteEndObject();
        }

        return Task.FromResult(json.ToArray());
    }

    private static Task<bool> CheckDbConnectionAsync() => Task.FromResult(true);
}
