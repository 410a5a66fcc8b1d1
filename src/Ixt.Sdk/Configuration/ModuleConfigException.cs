namespace Ixt.Sdk;

/// <summary>The configuration that the runtime handed to <c>init</c> lacks a value or has one of the wrong kind.</summary>
/// <remarks>Thrown out of <see cref="IxtProcessModule.OnInitAsync"/> it becomes <c>INIT_FAILED</c> with this message (IXT-LIF-004).</remarks>
public sealed class ModuleConfigException : Exception
{
    private ModuleConfigException(string key, string message, Exception? inner = null)
        : base(message, inner)
    {
        Key = key;
    }

    /// <summary>The key at fault with its sections, dots between: <c>database.url</c>. Empty when the whole configuration is at fault.</summary>
    public string Key { get; }

    internal static ModuleConfigException Missing(string key, string expected) =>
        new(key, $"The configuration key \"{key}\" is required ({expected}) and was not given.");

    internal static ModuleConfigException WrongKind(string key, string expected, string actual) =>
        new(key, $"The configuration key \"{key}\" must be {expected}, but is {actual}.");

    internal static ModuleConfigException Unbindable(string key, string type, Exception inner) =>
        new(key, key.Length == 0
            ? $"The configuration cannot be read as {type}: {inner.Message}"
            : $"The configuration key \"{key}\" cannot be read as {type}: {inner.Message}", inner);
}
