using System.ComponentModel;
using Ixt.Protocol;

namespace Ixt.Sdk;

public abstract partial class IxtProcessModule
{
    /// <summary>Gives a topic a handler of its own. Call in the constructor.</summary>
    /// <param name="topic">1 to 255 characters, compared exactly.</param>
    /// <param name="handler">Called for each message of the topic, as <see cref="OnHandleAsync"/> would be.</param>
    /// <exception cref="ArgumentException">The topic is empty, too long, or has a handler already.</exception>
    /// <exception cref="InvalidOperationException">The module was started.</exception>
    protected void Map(string topic, TopicHandler handler) => _topics.Add(topic, handler);

    /// <summary>Gives a topic a handler that answers at once. Call in the constructor.</summary>
    /// <param name="topic">1 to 255 characters, compared exactly.</param>
    /// <param name="handler">Called for each message of the topic.</param>
    /// <exception cref="ArgumentException">The topic is empty, too long, or has a handler already.</exception>
    /// <exception cref="InvalidOperationException">The module was started.</exception>
    protected void Map(string topic, Func<HandleMessage, ModuleResult> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _topics.AddWithoutToken(topic, (message, _, _) => new(handler(message)));
    }

    /// <summary>Maps the methods with <see cref="TopicAttribute"/>; overridden by generated code. Called once, before the module connects.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected virtual void MapTopics()
    {
    }
}
