using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ixt.Sdk;

/// <summary>The module's configuration: the manifest's defaults with the operator's values over them, as <c>init</c> brought it (IXT-LIF-002).</summary>
/// <remarks>
/// Immutable and safe to use from any thread. A key that is absent or <c>null</c> yields the default; a value of another kind than asked for is
/// an error that names the key, never a silent default: <c>"8080"</c> is not the integer 8080.
/// </remarks>
public sealed class ModuleConfig
{
    private static readonly JsonElement s_emptyObject = ParseEmptyObject();
    private readonly string _path;

    /// <summary>Wraps a configuration object.</summary>
    /// <param name="root">A JSON object.</param>
    /// <exception cref="ArgumentException"><paramref name="root"/> is not a JSON object.</exception>
    public ModuleConfig(JsonElement root)
        : this(root, path: "")
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"A configuration is a JSON object, not {ConfigValue.Describe(root)}.", nameof(root));
        }
    }

    private ModuleConfig(JsonElement root, string path)
    {
        Root = root;
        _path = path;
    }

    /// <summary>A configuration without any key.</summary>
    public static ModuleConfig Empty { get; } = new(s_emptyObject);

    /// <summary>The whole object as it came, for what the typed reads do not cover.</summary>
    public JsonElement Root { get; }

    /// <summary>Whether the key is there and not <c>null</c>.</summary>
    /// <param name="key">The key, without sections.</param>
    public bool Has(string key) => TryGet(key, out _);

    /// <summary>The raw value of a key.</summary>
    /// <param name="key">The key, without sections.</param>
    /// <param name="value">The value, of any kind but <c>null</c>.</param>
    /// <returns><see langword="false"/> when the key is absent or <c>null</c>.</returns>
    public bool TryGet(string key, out JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Root.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>A string.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is not a string.</exception>
    public string GetString(string key, string defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.String(PathOf(key), value) : defaultValue;

    /// <summary>A string that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is not a string.</exception>
    public string GetRequiredString(string key) => ConfigValue.String(PathOf(key), Require(key, ConfigValue.StringKind));

    /// <summary>A 32-bit integer; <c>30.0</c> and <c>3e1</c> are the integer 30 (IXT-VAL-005).</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is not an integer from −2^31 to 2^31−1.</exception>
    public int GetInt32(string key, int defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.Int32(PathOf(key), value) : defaultValue;

    /// <summary>A 32-bit integer that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is not an integer from −2^31 to 2^31−1.</exception>
    public int GetRequiredInt32(string key) => ConfigValue.Int32(PathOf(key), Require(key, ConfigValue.Int32Kind));

    /// <summary>A 64-bit integer; <c>30.0</c> and <c>3e1</c> are the integer 30 (IXT-VAL-005).</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is not an integer from −2^63 to 2^63−1.</exception>
    public long GetInt64(string key, long defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.Int64(PathOf(key), value) : defaultValue;

    /// <summary>A 64-bit integer that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is not an integer from −2^63 to 2^63−1.</exception>
    public long GetRequiredInt64(string key) => ConfigValue.Int64(PathOf(key), Require(key, ConfigValue.Int64Kind));

    /// <summary>A number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is not a number, or past the largest <see cref="double"/>.</exception>
    public double GetDouble(string key, double defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.Double(PathOf(key), value) : defaultValue;

    /// <summary>A number that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is not a number.</exception>
    public double GetRequiredDouble(string key) => ConfigValue.Double(PathOf(key), Require(key, ConfigValue.DoubleKind));

    /// <summary>A boolean.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is neither <c>true</c> nor <c>false</c>.</exception>
    public bool GetBoolean(string key, bool defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.Boolean(PathOf(key), value) : defaultValue;

    /// <summary>A boolean that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is neither <c>true</c> nor <c>false</c>.</exception>
    public bool GetRequiredBoolean(string key) => ConfigValue.Boolean(PathOf(key), Require(key, ConfigValue.BooleanKind));

    /// <summary>A span of time: a number of milliseconds, or a string: <c>"250ms"</c>, <c>"1.5s"</c>, <c>"2m"</c>, <c>"1h"</c>, <c>"7d"</c> or <c>"[d.]hh:mm:ss[.fff]"</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <exception cref="ModuleConfigException">The value is none of these.</exception>
    public TimeSpan GetTimeSpan(string key, TimeSpan defaultValue) =>
        TryGet(key, out JsonElement value) ? ConfigValue.TimeSpan(PathOf(key), value) : defaultValue;

    /// <summary>A span of time that may be absent; written as for <see cref="GetTimeSpan(string, TimeSpan)"/>.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="null"/> when the key is absent.</returns>
    /// <exception cref="ModuleConfigException">The value is no span of time.</exception>
    public TimeSpan? GetTimeSpan(string key) =>
        TryGet(key, out JsonElement value) ? ConfigValue.TimeSpan(PathOf(key), value) : null;

    /// <summary>A span of time that must be there; written as for <see cref="GetTimeSpan(string, TimeSpan)"/>.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is no span of time.</exception>
    public TimeSpan GetRequiredTimeSpan(string key) => ConfigValue.TimeSpan(PathOf(key), Require(key, ConfigValue.TimeSpanKind));

    /// <summary>A nested object. An absent one has no keys.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The value is not an object.</exception>
    public ModuleConfig GetSection(string key) =>
        TryGet(key, out JsonElement value)
            ? new ModuleConfig(ConfigValue.Object(PathOf(key), value), PathOf(key))
            : new ModuleConfig(s_emptyObject, PathOf(key));

    /// <summary>A nested object that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value is not an object.</exception>
    public ModuleConfig GetRequiredSection(string key) =>
        new(ConfigValue.Object(PathOf(key), Require(key, ConfigValue.ObjectKind)), PathOf(key));

    /// <summary>Reads the whole configuration, or section, into a type by its source-generated contract.</summary>
    /// <typeparam name="T">The settings' type. <c>required</c> members must be there; keys it does not know are ignored.</typeparam>
    /// <param name="contract">For example <c>MyJsonContext.Default.Settings</c>.</param>
    /// <exception cref="ModuleConfigException">A required member is absent, or a value does not fit its member.</exception>
    public T Bind<T>(JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        try
        {
            return Root.Deserialize(contract) ?? throw new JsonException("The contract produced nothing.");
        }
        catch (JsonException e)
        {
            throw ModuleConfigException.Unbindable(KeyOf(e.Path), typeof(T).Name, e);
        }
    }

    /// <summary>A value of any type, such as a list, by its source-generated contract.</summary>
    /// <typeparam name="T">The value's type, for example <c>string[]</c>.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="defaultValue">What an absent key means.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.StringArray</c>.</param>
    /// <exception cref="ModuleConfigException">The value does not fit the type.</exception>
    public T Get<T>(string key, T defaultValue, JsonTypeInfo<T> contract) => TryGet(key, out JsonElement value) ? Read(key, value, contract) : defaultValue;

    /// <summary>A value of any type that must be there, by its source-generated contract.</summary>
    /// <typeparam name="T">The value's type, for example <c>string[]</c>.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.StringArray</c>.</param>
    /// <exception cref="ModuleConfigException">The key is absent, or its value does not fit the type.</exception>
    public T GetRequired<T>(string key, JsonTypeInfo<T> contract) => Read(key, Require(key, typeof(T).Name), contract);

    private static JsonElement ParseEmptyObject()
    {
        Utf8JsonReader reader = new("{}"u8);
        return JsonElement.ParseValue(ref reader);
    }

    private JsonElement Require(string key, string expected) =>
        TryGet(key, out JsonElement value) ? value : throw ModuleConfigException.Missing(PathOf(key), expected);

    private T Read<T>(string key, JsonElement value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        try
        {
            return value.Deserialize(contract) ?? throw new JsonException("The contract produced nothing.");
        }
        catch (JsonException e)
        {
            // "$[1].port" below the key: "servers[1].port"
            throw ModuleConfigException.Unbindable(PathOf(key) + (e.Path is { Length: > 1 } path ? path[1..] : ""), typeof(T).Name, e);
        }
    }

    private string PathOf(string key) => _path.Length == 0 ? key : _path + "." + key;

    private string KeyOf(string? jsonPath) =>
        jsonPath is null || !jsonPath.StartsWith("$.", StringComparison.Ordinal) ? _path : PathOf(jsonPath[2..]);
}
