using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ixt.Sdk;

/// <summary>What a health check answers: a boolean <c>healthy</c> and whatever else the module reports (IXT-LIF-017).</summary>
public sealed class HealthReport
{
    private const string Name = "A health report";

    private HealthReport(byte[] data)
    {
        Data = data;
    }

    /// <summary>Exactly <c>{"healthy":true}</c>, the answer of a module without a health hook of its own (IXT-LIF-018).</summary>
    public static HealthReport Default { get; } = new("{\"healthy\":true}"u8.ToArray());

    internal byte[] Data { get; }

    /// <summary>The module can do its work.</summary>
    /// <param name="members">Further members: <c>Healthy(("requests_processed", 17))</c>.</param>
    public static HealthReport Healthy(params ReadOnlySpan<(string Name, FieldValue Value)> members) =>
        members.IsEmpty ? Default : Of(true, members);

    /// <summary>The module can't do its work.</summary>
    /// <param name="members">Further members: <c>Unhealthy(("reason", "disk full"))</c>.</param>
    public static HealthReport Unhealthy(params ReadOnlySpan<(string Name, FieldValue Value)> members) => Of(false, members);

    /// <summary>A report with the given members.</summary>
    /// <param name="healthy">Whether the module can do its work.</param>
    /// <param name="members">Further members; none of them named <c>healthy</c>.</param>
    /// <exception cref="ArgumentException">One is.</exception>
    /// <exception cref="InvalidOperationException">A value nests too deep.</exception>
    public static HealthReport Of(bool healthy, params ReadOnlySpan<(string Name, FieldValue Value)> members)
    {
        (string Name, FieldValue Value)[] all = new (string, FieldValue)[members.Length + 1];
        all[0] = ("healthy", healthy);
        for (int i = 0; i < members.Length; i++)
        {
            all[i + 1] = members[i].Name != "healthy"
                ? members[i]
                : throw new ArgumentException("A report says \"healthy\" once.", nameof(members));
        }

        return new(JsonBytes.WriteObject(Name, all, static (writer, values) => FieldValue.WriteObject(writer, values)));
    }

    /// <summary>A report that a source-generated contract writes.</summary>
    /// <typeparam name="T">The report's type.</typeparam>
    /// <param name="report">Written now; must come out as an object with a boolean <c>healthy</c>.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Health</c>.</param>
    /// <exception cref="InvalidOperationException">It is not such an object.</exception>
    public static HealthReport FromValue<T>(T report, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new(Check(JsonBytes.WriteObject(
            Name,
            (report, contract),
            static (writer, s) => JsonSerializer.Serialize(writer, s.report, s.contract))));
    }

    /// <summary>A report as JSON text.</summary>
    /// <param name="utf8Json">An object with a boolean <c>healthy</c>, in UTF-8; checked and copied now.</param>
    /// <exception cref="InvalidOperationException">It is not such an object.</exception>
    public static HealthReport FromJson(ReadOnlySpan<byte> utf8Json) => new(Check(JsonBytes.CopyObject(Name, utf8Json)));

    private static byte[] Check(byte[] data)
    {
        JsonElement root = JsonElement.Parse(data);
        return root.TryGetProperty("healthy", out JsonElement healthy)
            && healthy.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? data
                : throw new InvalidOperationException(Name + " must have a boolean member \"healthy\".");
    }
}
