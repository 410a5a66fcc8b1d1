using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Polling;

/// <summary>A poller that is all settings: defaults, a required key, sections, a list, spans of time.</summary>
internal sealed partial class Poller : IxtProcessModule
{
    #region required
    private string _apiKey = "";
    private Settings? _settings;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        // Thrown here, it is the answer to init: INIT_FAILED with this message.
        _apiKey = config.GetRequiredString("api_key");
        _settings = Settings.Read(config);
        return default;
    }
    #endregion

    [Topic("poller.settings")]
    private ModuleResult Show() => Success(_settings!, PollingJson.Default.Settings);

    [Topic("poller.signature")]
    private ModuleResult Signature() => Success(("key_length", _apiKey.Length));

    /// <summary>Tells whether a configuration would do, before an operator puts it to work.</summary>
    [Topic("poller.check")]
    private static ModuleResult Check(HandleMessage message)
    {
        try
        {
            ModuleConfig config = new(JsonElement.Parse(message.Payload.Span));
            return Success(Settings.Read(config), PollingJson.Default.Settings);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or ModuleConfigException)
        {
            return Error("INVALID_CONFIG", e.Message);
        }
    }
}
