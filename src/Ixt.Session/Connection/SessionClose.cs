namespace Ixt.Session;

/// <summary>How a connection ended. Carried by the <c>Completion</c> of a session.</summary>
/// <param name="Reason">The first thing that ended it; later ones don't change it.</param>
/// <param name="Message">One line for a log.</param>
/// <param name="Exception">What was thrown, if something was.</param>
public sealed record SessionClose(SessionCloseReason Reason, string Message, Exception? Exception = null);
