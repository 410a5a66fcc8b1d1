using Ixt.Protocol;
using Ixt.Sdk;

namespace Hello;

#region lifecycle
internal sealed class Greeter : IxtProcessModule
{
    private string _greeting = "";
    private int _greeted;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _greeting = config.GetString("greeting", "Hello");
        _greeted = 0;
        Log($"Greeting with {_greeting}");
        return default;
    }

    protected override ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(message.Topic switch
        {
            "greeter.hello" => Hello(message),
            "greeter.count" => Success(("greeted", _greeted)),
            _ => Error("UNKNOWN_TOPIC", $"Unknown topic: {message.Topic}"),
        });

    protected override ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        Log($"Greeted {_greeted} times");
        return default;
    }
#endregion

    #region handler
    private ModuleResult Hello(HandleMessage message)
    {
        string name = message.GetPayloadText();
        _greeted++;
        return Success(("text", $"{_greeting}, {name}!"));
    }
    #endregion
}
