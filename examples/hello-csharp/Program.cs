using Ixt.Sdk;

return await new Greeter().RunAsync();

internal sealed class Greeter : IxtProcessModule
{
    private string _greeting = "";

    public Greeter() => Map("greeter.hello", async (message, context, cancellationToken) =>
    {
        string name = message.GetPayloadText();
        await Kv.SetAsync("last", name, cancellationToken: cancellationToken);
        return Success(("text", $"{_greeting}, {name}!"));
    });

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _greeting = config.GetString("greeting", "Hello");
        return default;
    }
}
