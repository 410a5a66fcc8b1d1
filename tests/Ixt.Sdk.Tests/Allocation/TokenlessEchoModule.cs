namespace Ixt.Sdk.Tests;

/// <summary><see cref="EchoModule"/> with a handler that takes the message alone.</summary>
internal sealed class TokenlessEchoModule : IxtProcessModule
{
    internal TokenlessEchoModule() => Map("echo", static message => Success(("data", message.Payload)));
}
