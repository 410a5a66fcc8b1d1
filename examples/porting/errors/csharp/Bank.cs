using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Banking;

/// <summary>A bank's counter: errors that are returned, raised, mapped by type, and not foreseen.</summary>
internal sealed class Bank : IxtProcessModule
{
    private static readonly Dictionary<string, int> s_rates = new() { ["EUR"] = 100, ["DKK"] = 746 };
    private Dictionary<string, long> _balances = [];
    private int _inProgress;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _balances = config.GetSection("balances").Bind(BankJson.Default.DictionaryStringInt64);
        return default;
    }

    #region mapping
    protected override ModuleResult? OnHandlerException(HandleMessage message, Exception exception) => exception switch
    {
        BankException e => Error(e.Code, e.Message, e.Details),
        JsonException => Error("INVALID_JSON", "The payload is not JSON"),
        _ => null, // anything else is answered HANDLER_ERROR with the exception's message
    };
    #endregion

    protected override ValueTask<ModuleResult> OnHandleAsync(
        HandleMessage message, MessageContext context, CancellationToken cancellationToken) => new(Dispatch(message));

    private ModuleResult Dispatch(HandleMessage message) => message.Topic switch
    {
        "bank.balance" => Balance(message.GetPayloadText()),
        "bank.withdraw" => Withdraw(Validate(Read(message))),
        "bank.transfer" => Transfer(Read(message)),
        "bank.audit" => Audit(),
        "bank.rate" => Success(("rate", s_rates[message.GetPayloadText()])),
        _ => Error("UNKNOWN_TOPIC", $"Unknown topic: {message.Topic}"),
    };

    private static Request Read(HandleMessage message) =>
        message.GetPayload(BankJson.Default.Request);

    #region returning
    private ModuleResult Balance(string account) =>
        _balances.TryGetValue(account, out long balance)
            ? Success(("balance", balance))
            : Error("NO_SUCH_ACCOUNT", $"There is no account {account}");
    #endregion

    #region validating
    private (string Account, long Amount) Validate(Request request)
    {
        List<string> problems = [];
        if (request.Account is null || !_balances.ContainsKey(request.Account))
        {
            problems.Add("account: unknown");
        }

        // TryGetInt64 throws for what is no number at all.
        long amount = 0;
        bool isInteger = request.Amount.ValueKind == JsonValueKind.Number && request.Amount.TryGetInt64(out amount);
        if (!isInteger || amount <= 0)
        {
            problems.Add("amount: not a positive integer");
        }

        return problems.Count == 0
            ? (request.Account!, amount)
            : throw new BankException(
                "INVALID_REQUEST", "The request is not valid", new() { ["problems"] = new JsonArray([.. problems]) });
    }
    #endregion

    #region raising
    private ModuleResult Withdraw((string Account, long Amount) request)
    {
        long balance = _balances[request.Account];
        if (request.Amount > balance)
        {
            throw new BankException(
                "INSUFFICIENT_FUNDS",
                $"{request.Account} has {balance}, which is less than {request.Amount}",
                new() { ["balance"] = balance, ["missing"] = request.Amount - balance });
        }

        _balances[request.Account] = balance - request.Amount;
        return Success(("balance", balance - request.Amount));
    }
    #endregion

    #region finally
    private ModuleResult Transfer(Request request)
    {
        (string account, long amount) = Validate(request);
        Dictionary<string, long> before = new(_balances);
        _inProgress++;
        try
        {
            Withdraw((account, amount));
            _balances[request.To ?? ""] += amount;
        }
        catch (KeyNotFoundException e)
        {
            _balances = before;
            throw new BankException("NO_SUCH_ACCOUNT", "There is no account to transfer to", inner: e);
        }
        finally
        {
            _inProgress--;
        }

        return Success(("balance", _balances[account]));
    }
    #endregion

    #region uncaught
    private ModuleResult Audit()
    {
        long total = _balances.Values.Sum();
        return total == 150
            ? Success(("total", total), ("in_progress", _inProgress))
            : throw new InvalidOperationException($"The books do not add up: {total}");
    }
    #endregion
}
