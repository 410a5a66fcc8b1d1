using System.Runtime.InteropServices;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>The conformance module: answers <c>conformance.describe</c>, <c>.echo</c> and <c>.run</c> (a script, <c>spec/schema/script.schema.json</c>).</summary>
internal sealed class ConformanceModule : IxtProcessModule, IModuleActions
{
    private readonly ScriptPlayer _player;
    private JsonElement _config;

    internal ConformanceModule()
    {
        _player = new ScriptPlayer(this);
        Map("conformance.describe", static _ => Describe());
        Map("conformance.echo", static (message, context, _) => new(Echo(message, context)));
        Map("conformance.run", RunScriptAsync);
    }

    KeyValueStore IModuleActions.Kv => Kv;

    StructuredLog IModuleActions.Logging => Logging;

    string IModuleActions.ModuleId => ModuleId;

    JsonElement IModuleActions.Config => _config;

    Task<SendResponse> IModuleActions.SendAsync(string topic, byte[] payload, Priority priority, TimeSpan? ttl, CancellationToken cancellationToken) =>
        SendMessageAsync(topic, payload, priority, ttl, cancellationToken);

    void IModuleActions.WriteStderr(string message, bool isError)
    {
        if (isError)
        {
            LogError(message);
        }
        else
        {
            Log(message);
        }
    }

    protected override async ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _config = config.Root;
        await PlayHookAsync("init", cancellationToken);
    }

    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken) => await PlayHookAsync("shutdown", cancellationToken);

    protected override async ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken)
    {
        ScriptOutcome outcome = await PlayHookAsync("health", cancellationToken);
        return outcome.Reply is { } reply
            ? HealthReport.FromJson(JsonMarshal.GetRawUtf8Value(reply))
            : await base.OnHealthCheckAsync(cancellationToken);
    }

    private static ModuleResult Describe() => Success(static writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("implementation");
        writer.WriteString("name", "Ixt.Sdk");
        writer.WriteString("version", "0.1.0");
        writer.WriteString("language", "csharp");
        // Only a runtime that loads assemblies has a list of them.
        writer.WriteString("platform", RuntimeInformation.FrameworkDescription + (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null ? ", native" : ""));
        writer.WriteEndObject();
        writer.WriteString("spec", "1.1");
        writer.WriteStartArray("features");
        writer.WriteStringValue("concurrent");
        writer.WriteStringValue("cancel");
        writer.WriteStringValue("protobuf");
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static ModuleResult Echo(HandleMessage message, MessageContext context) => Success(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("topic", message.Topic);
        writer.WriteString("payload", EncodePayload(message.Payload.Span));
        writer.WriteNumber("size", message.Payload.Length);
        writer.WriteNumber("priority", (int)message.Priority);
        if (message.TtlMs is { } ttl)
        {
            writer.WriteNumber("ttl_ms", ttl);
        }
        else
        {
            writer.WriteNull("ttl_ms");
        }

        writer.WritePropertyName("context");
        context.Write(writer);
        writer.WriteEndObject();
    });

    private async ValueTask<ModuleResult> RunScriptAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        using JsonDocument script = JsonDocument.Parse(message.Payload);
        return (await _player.PlayAsync(script.RootElement.GetProperty("steps"), cancellationToken)).Result!;
    }

    /// <summary>Plays the steps that init's config names for a hook. A script that fails makes the hook fail.</summary>
    private async ValueTask<ScriptOutcome> PlayHookAsync(string hook, CancellationToken cancellationToken)
    {
        if (!_config.TryGetProperty("conformance", out JsonElement scripts) || !scripts.TryGetProperty(hook, out JsonElement steps))
        {
            return default;
        }

        ScriptOutcome outcome = await _player.PlayAsync(steps, cancellationToken);
        return outcome.Result?.Failure is { } failure ? throw new InvalidOperationException(failure.Message) : outcome;
    }
}
