using Ixt.Sdk;

namespace Porting.ShutdownFailing;

/// <summary>Collects lines and saves them when the module stops; when that fails, the runtime must hear of it.</summary>
internal sealed class Collector : IxtProcessModule
{
    private readonly List<string> _lines = [];

    public Collector() => Map("collector.add", message =>
    {
        _lines.Add(message.GetPayloadText());
        return Success(("lines", _lines.Count));
    });

    #region failing-hook
    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Kv.SetAsync("copy", string.Join('\n', _lines), cancellationToken: cancellationToken);
        }
        catch (IxtServiceException e)
        {
            LogError($"no copy: {e.Code}"); // a pity, no more
        }

        await Kv.SetAsync("lines", string.Join('\n', _lines), cancellationToken: cancellationToken); // an error ends the process with 1
    }
    #endregion
}
