namespace Ixt.Sdk;

/// <summary>Makes a method of a <c>partial</c> module class the handler of a topic; may be given several times.</summary>
/// <remarks>
/// Registered at compile time, without reflection. The method may take any of <c>HandleMessage</c>, <c>MessageContext</c> and
/// <c>CancellationToken</c>, and returns <see cref="ModuleResult"/>, a <c>Task</c> or <c>ValueTask</c> of it, or nothing (<c>void</c>,
/// <c>Task</c>, <c>ValueTask</c>: success with <c>{}</c>). Faults are reported as <c>IXT6001</c> to <c>IXT6005</c>.
/// </remarks>
/// <param name="topic">1 to 255 characters, for example <c>my.service.process</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class TopicAttribute(string topic) : Attribute
{
    /// <summary>The topic.</summary>
    public string Topic { get; } = topic;
}
