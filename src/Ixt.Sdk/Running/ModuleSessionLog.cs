using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>Puts what the session has to say for operators on stderr; stack traces go there and nowhere else.</summary>
internal sealed class ModuleSessionLog(StderrLog log) : ISessionLog
{
    public void Log(SessionLogLevel level, SessionEvent sessionEvent, string message, Exception? exception)
    {
        if (level < SessionLogLevel.Warn)
        {
            return;
        }

        log.Write(level == SessionLogLevel.Warn ? "WARN" : "ERROR", exception is null ? message : $"{message}\n{exception}");
    }
}
