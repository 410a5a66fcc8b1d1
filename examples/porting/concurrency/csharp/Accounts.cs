using System.Globalization;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Concurrency;

/// <summary>Moves money between accounts in the KV store, asking an auditor each time.</summary>
internal sealed class Accounts : IxtProcessModule
{
    private int _transfers;

    public Accounts()
    {
        #region sequential
        Execution = ExecutionMode.Sequential; // as Python: a handler ends before the next one starts
        #endregion
        Map("accounts.transfer", async (message, context, cancellationToken) => await TransferAsync(message.Payload, cancellationToken));
        Map("accounts.balance", async (message, context, cancellationToken) =>
            Success(("balance", await BalanceAsync(message.GetPayloadText(), cancellationToken))));
    }

    #region one-at-a-time
    private async Task<ModuleResult> TransferAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (Parse(payload) is not { } request)
        {
            return Error("INVALID_INPUT", "Wanted: from, to and amount.");
        }

        (string source, string target, long amount) = request;
        if (amount < 1 || source == target)
        {
            return Error("INVALID_INPUT", "A transfer moves 1 or more to another account.");
        }

        long balance = await BalanceAsync(source, cancellationToken);
        if (balance < amount)
        {
            return Error("INSUFFICIENT_FUNDS", $"{source} has {balance}.");
        }

        SendResponse audit = await SendMessageAsync("audit.approve", $"{source} {target} {amount}", cancellationToken: cancellationToken);
        if (audit.Error is { } error)
        {
            return Error("REFUSED", error.Message);
        }

        // The balance is still what it was, because of Sequential. With the default, Interleaved, it might not be.
        await SetBalanceAsync(source, balance - amount, cancellationToken);
        await SetBalanceAsync(target, await BalanceAsync(target, cancellationToken) + amount, cancellationToken);
        _transfers++;
        return Success(("balance", balance - amount), ("transfers", _transfers));
    }
    #endregion

    private static Transfer? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, AccountsJson.Default.Transfer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    #region state
    private async Task<long> BalanceAsync(string account, CancellationToken cancellationToken)
    {
        KvEntry entry = await Kv.GetAsync($"balance/{account}", cancellationToken);
        return entry.Found ? long.Parse(entry.Text!, CultureInfo.InvariantCulture) : 0;
    }
    #endregion

    private Task SetBalanceAsync(string account, long balance, CancellationToken cancellationToken) =>
        Kv.SetAsync($"balance/{account}", balance.ToString(CultureInfo.InvariantCulture), cancellationToken: cancellationToken);
}
