using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.ConcurrencyInterleaved;

/// <summary>Sells seats; a payment module says whether a card is good. While one buyer's card is checked, others are served.</summary>
internal sealed class Seats : IxtProcessModule
{
    private readonly SemaphoreSlim _remarks = new(1, 1);
    private int _free;

    public Seats()
    {
        Execution = ExecutionMode.Interleaved; // the default; said here because the handlers rely on it
        Map("seats.book", BookAsync);
        Map("seats.remark", RemarkAsync);
    }

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _free = config.GetInt32("seats", 100);
        return default;
    }

    #region check-then-act
    private async ValueTask<ModuleResult> BookAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        string card = message.GetPayloadText();
        if (card.Length == 0)
        {
            return Error("INVALID_INPUT", "The payload names a card.");
        }

        if (_free == 0)
        {
            return Error("SOLD_OUT", "There are no seats left.");
        }

        // Taken before the await. Taken after it, as in Python, the last seat would be sold to all who pay at the same time.
        int left = --_free;
        // No token: cancelled in here, the handler would end without giving the seat back.
        SendResponse payment = await SendMessageAsync("payment.charge", card);
        if (payment.Error is { } error)
        {
            _free++; // and given back
            return Error("NOT_PAID", error.Message);
        }

        return Success(("left", left));
    }
    #endregion

    #region read-modify-write
    private async ValueTask<ModuleResult> RemarkAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        await _remarks.WaitAsync(cancellationToken); // "lock" cannot hold across an await; this can
        try
        {
            string remarks = (await Kv.GetAsync("remarks", cancellationToken)).Text ?? "";
            remarks += $"{message.GetPayloadText()}\n";
            await Kv.SetAsync("remarks", remarks, cancellationToken: cancellationToken);
            return Success(("remarks", remarks.Count('\n')));
        }
        finally
        {
            _remarks.Release();
        }
    }
    #endregion
}
