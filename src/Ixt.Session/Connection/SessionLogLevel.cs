namespace Ixt.Session;

/// <summary>How serious a session's event is.</summary>
public enum SessionLogLevel
{
    /// <summary>For whoever debugs the protocol.</summary>
    Debug,

    /// <summary>Normal, worth a line.</summary>
    Info,

    /// <summary>The peer did something wrong and was answered or ignored; the session goes on.</summary>
    Warn,

    /// <summary>User code failed, or the session ends because of this.</summary>
    Error,
}
