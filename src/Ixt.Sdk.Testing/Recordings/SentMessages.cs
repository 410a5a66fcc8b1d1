namespace Ixt.Sdk.Testing;

/// <summary>The messages that the module sent.</summary>
public sealed class SentMessages : Recording<SentMessage>
{
    internal SentMessages(Waiter waiter)
        : base("a message sent by the module", waiter)
    {
    }

    /// <summary>Waits for the first message of a topic that no <c>NextAsync</c> has returned yet.</summary>
    /// <param name="topic">Compared exactly.</param>
    /// <returns>The message, as soon as it has arrived; its answer goes out beside that.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c> when none can come any more.</exception>
    public Task<SentMessage> NextAsync(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return TakeAsync(message => message.Topic == topic, $"a message sent by the module to '{topic}'");
    }
}
