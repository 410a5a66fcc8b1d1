namespace Ixt.Session;

/// <summary>Where a session reports what its peer or its transport did wrong. Implemented by the SDK and the runtime.</summary>
public interface ISessionLog
{
    /// <summary>Takes one event. Called from the reader, the writer or a caller's thread, several at a time; must return quickly and not throw.</summary>
    /// <param name="level">How serious.</param>
    /// <param name="sessionEvent">What happened; stable.</param>
    /// <param name="message">One line; holds no payload.</param>
    /// <param name="exception">What was thrown, if something was (its stack trace never goes onto the wire).</param>
    void Log(SessionLogLevel level, SessionEvent sessionEvent, string message, Exception? exception);
}
