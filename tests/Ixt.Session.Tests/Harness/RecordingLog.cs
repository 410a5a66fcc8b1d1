using System.Collections.Concurrent;

namespace Ixt.Session.Tests;

internal sealed class RecordingLog : ISessionLog
{
    private readonly ConcurrentQueue<(SessionLogLevel Level, SessionEvent Event, string Message)> _entries = new();

    public IEnumerable<SessionEvent> Events => _entries.Select(entry => entry.Event);

    public IEnumerable<string> Messages => _entries.Select(entry => entry.Message);

    public void Log(SessionLogLevel level, SessionEvent sessionEvent, string message, Exception? exception) =>
        _entries.Enqueue((level, sessionEvent, message));
}
