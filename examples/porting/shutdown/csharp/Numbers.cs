using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Shutdown;

/// <summary>Gives out numbers; what it knows survives a restart, because it is saved when the module stops.</summary>
internal sealed class Numbers : IxtProcessModule
{
    private State _state = new();
    private StreamWriter? _journal;

    // Sequential, as in Python: taking a lease is two calls, and no other handler may come between them.
    public Numbers() => Execution = ExecutionMode.Sequential;

    #region start
    protected override async ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        KvEntry saved = await Kv.GetAsync("state", cancellationToken);
        _state = saved.Read(StateJson.Default.State) ?? new State();
        _state.Runs++;
        _journal = new StreamWriter(File.Create(Path.GetTempFileName(), bufferSize: 4096, FileOptions.DeleteOnClose));
    }
    #endregion

    protected override async ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        string text = message.GetPayloadText();
        try
        {
            return message.Topic switch
            {
                "numbers.next" => Success(("number", Take(text))),
                "numbers.import" => Success(("imported", await ImportAsync(text, cancellationToken))),
                _ => Error("UNKNOWN_TOPIC", $"Unknown topic: {message.Topic}"),
            };
        }
        catch (RefusedException e)
        {
            return Error(e.Code, e.Message);
        }
    }

    private int Take(string purpose)
    {
        if (purpose.Length == 0)
        {
            throw new RefusedException("INVALID_INPUT", "The payload says what the number is for.");
        }

        int number = _state.Next++;
        _journal!.WriteLine($"{number} {purpose}");
        return number;
    }

    #region with
    private async Task<int> ImportAsync(string name, CancellationToken cancellationToken)
    {
        await using Lease lease = await Lease.TakeAsync(Kv, name, owner: ModuleId, cancellationToken);
        SendResponse answer = await SendMessageAsync("archive.count", name, cancellationToken: cancellationToken);
        if (answer.Error is { } error)
        {
            throw new RefusedException("NO_ARCHIVE", error.Message);
        }

        int count = answer.Data!.Value.GetProperty("count").GetInt32();
        _state.Next += count;
        return count;
    }
    #endregion

    #region stop
    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        await using (_journal) // closed even when saving fails
        {
            await Kv.SetAsync("state", _state, StateJson.Default.State, cancellationToken: cancellationToken);
            Log($"saved, the next number is {_state.Next}");
        }
    }
    #endregion
}
