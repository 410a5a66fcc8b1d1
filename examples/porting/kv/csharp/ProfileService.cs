using System.Globalization;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Profiles;

/// <summary>Profiles in the runtime's KV store: counters, JSON, entries that expire, a cache, and a store that fails.</summary>
internal sealed partial class ProfileService : IxtProcessModule
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private int _computed;

    #region counter
    // As in Python, one handler at a time: else others run while Visit awaits, between its read and its write.
    public ProfileService() => Execution = ExecutionMode.Sequential;

    [Topic("profile.visit")]
    private async Task<ModuleResult> Visit(HandleMessage message, CancellationToken cancellationToken)
    {
        string key = $"visits:{message.GetPayloadText()}";
        KvEntry stored = await Kv.GetAsync(key, cancellationToken);
        int visits = int.Parse(stored.Text ?? "0", CultureInfo.InvariantCulture) + 1;
        await Kv.SetAsync(key, visits.ToString(CultureInfo.InvariantCulture), cancellationToken: cancellationToken);
        return Success(("visits", visits));
    }
    #endregion

    #region json
    [Topic("profile.save")]
    private async Task<ModuleResult> Save(HandleMessage message, CancellationToken cancellationToken)
    {
        Profile profile = message.GetPayload(ProfilesJson.Default.Profile);
        await Kv.SetAsync($"profile:{profile.Name}", profile, ProfilesJson.Default.Profile, cancellationToken: cancellationToken);
        return Success();
    }

    [Topic("profile.load")]
    private async Task<ModuleResult> Load(HandleMessage message, CancellationToken cancellationToken)
    {
        string name = message.GetPayloadText();
        (bool found, ReadOnlyMemory<byte> json) = await Kv.GetAsync($"profile:{name}", cancellationToken);
        // Stored JSON can be answered as it is: it is checked, not parsed into objects.
        return found ? Success(json.Span) : Error("NOT_FOUND", $"There is no profile {name}");
    }
    #endregion

    #region ttl
    [Topic("session.open")]
    private async Task<ModuleResult> OpenSession(HandleMessage message, CancellationToken cancellationToken)
    {
        string key = $"session:{message.GetPayloadText()}";
        if (await Kv.ExistsAsync(key, cancellationToken))
        {
            return Error("ALREADY_OPEN", "There is a session already");
        }

        await Kv.SetAsync(key, "", ttl: s_hour, cancellationToken);
        return Success();
    }

    [Topic("session.close")]
    private async Task<ModuleResult> CloseSession(HandleMessage message, CancellationToken cancellationToken) =>
        Success(("was_open", await Kv.DeleteAsync($"session:{message.GetPayloadText()}", cancellationToken)));
    #endregion

    #region cache
    private async Task<ReadOnlyMemory<byte>> CachedAsync(
        string key, TimeSpan ttl, Func<byte[]> compute, CancellationToken cancellationToken)
    {
        (bool found, ReadOnlyMemory<byte> value) = await Kv.GetAsync(key, cancellationToken);
        if (!found)
        {
            value = compute();
            await Kv.SetAsync(key, value, ttl, cancellationToken);
        }

        return value;
    }

    [Topic("profile.avatar")]
    private async Task<ModuleResult> Avatar(HandleMessage message, CancellationToken cancellationToken)
    {
        string key = $"avatar:{message.GetPayloadText()}";
        ReadOnlyMemory<byte> picture =
            await CachedAsync(key, s_hour, () => Draw(message.Payload.Span), cancellationToken);
        return Success(("picture", picture), ("computed", _computed));
    }
    #endregion

    #region failure
    [Topic("profile.theme")]
    private async Task<ModuleResult> Theme(HandleMessage message, CancellationToken cancellationToken)
    {
        KvEntry stored = default;
        try
        {
            stored = await Kv.GetAsync($"theme:{message.GetPayloadText()}", cancellationToken);
        }
        catch (IxtServiceException e) when (e.Code == "FORBIDDEN")
        {
            return Error("NOT_ALLOWED", e.Message, ("cause", e.Code));
        }
        catch (IxtServiceException e)
        {
            LogError($"The store failed: {e.Code}");
        }

        return Success(("theme", stored.Text ?? "light"));
    }
    #endregion

    private byte[] Draw(ReadOnlySpan<byte> name)
    {
        _computed++;
        byte[] picture = name.ToArray();
        for (int i = 0; i < picture.Length; i++)
        {
            picture[i] = (byte)(255 - picture[i]);
        }

        return picture;
    }
}
