using Ixt.Protocol;

namespace Ixt.Sdk.Testing;

/// <summary>The module under test did not do what the test relied on. The message says what, and what the module wrote to stderr.</summary>
public sealed class HarnessException : Exception
{
    /// <summary>The module ended while something of it was waited for.</summary>
    public const string ModuleEndedCode = "MODULE_ENDED";

    /// <summary><see cref="HarnessOptions.WaitLimit"/> passed.</summary>
    public const string WaitLimitCode = "WAIT_LIMIT";

    /// <summary>A callback that the test gave to <c>OnTopic</c> threw; the exception is inside.</summary>
    public const string TopicCallbackCode = "TOPIC_CALLBACK_FAILED";

    private HarnessException(string code, string message, string stderr, ErrorBody? error = null, Exception? inner = null)
        : base(stderr.Length == 0 ? message : $"{message}\nThe module's stderr:\n{stderr}", inner)
    {
        Code = code;
        Error = error;
        Stderr = stderr;
    }

    /// <summary>
    /// The code of an error answer (<c>INIT_FAILED</c>, a reserved one or the module's own), of a message that could not be sent
    /// (<c>FRAME_TOO_LARGE</c>, <c>PROTOCOL_ERROR</c>), or one of this class's constants.
    /// </summary>
    public string Code { get; }

    /// <summary>The module's error answer; <see langword="null"/> when it was something else that failed.</summary>
    public ErrorBody? Error { get; }

    /// <summary>The last lines that the module wrote to stderr.</summary>
    public string Stderr { get; }

    internal static HarnessException Answered(string request, ErrorBody error, string stderr) =>
        new(error.Code, $"The {request} was answered {error.Code}: {error.Message}", stderr, error);

    internal static HarnessException Unsent(string request, string code, Exception inner, string stderr) =>
        new(code, $"The {request} could not be sent, or its answer not be read: {inner.Message}", stderr, inner: inner);

    internal static HarnessException Ended(string awaited, string how, string stderr, Exception? inner) =>
        new(ModuleEndedCode, $"{how} before {awaited}.", stderr, inner: inner);

    internal static HarnessException WaitedTooLong(string awaited, TimeSpan limit, string stderr) =>
        new(WaitLimitCode, $"Waited {limit.TotalSeconds:0.###} s in vain for {awaited}.", stderr);

    internal static HarnessException TopicCallbackFailed(string topic, Exception inner, string stderr) =>
        new(TopicCallbackCode, $"The callback for the topic '{topic}' threw {inner.GetType().Name}: {inner.Message}", stderr, inner: inner);
}
