namespace Ixt.Sdk;

/// <summary>Which handler serves which topic. Filled before the module runs, only read from then on.</summary>
internal sealed class TopicMap
{
    internal const int MaxTopicLength = 255;

    private readonly Dictionary<string, TopicHandler> _handlers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutToken = new(StringComparer.Ordinal);
    private bool _frozen;

    /// <summary>Adds a handler that is not handed the token it is called with.</summary>
    internal void AddWithoutToken(string topic, TopicHandler handler)
    {
        Add(topic, handler);
        _withoutToken.Add(topic);
    }

    internal void Add(string topic, TopicHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(handler);
        if (_frozen)
        {
            throw new InvalidOperationException("Topics are mapped in the module's constructor, before it runs.");
        }

        if (topic.Length > MaxTopicLength)
        {
            throw new ArgumentException($"A topic has at most {MaxTopicLength} characters; this one has {topic.Length}.", nameof(topic));
        }

        if (!_handlers.TryAdd(topic, handler))
        {
            throw new ArgumentException($"The topic \"{topic}\" has a handler already.", nameof(topic));
        }
    }

    internal void Freeze() => _frozen = true;

    /// <summary>Whether user code gets to see the token of such a message.</summary>
    internal bool TakesToken(string topic) => _withoutToken.Count == 0 || !_withoutToken.Contains(topic);

    internal TopicHandler? Find(string topic) => _handlers.GetValueOrDefault(topic);
}
