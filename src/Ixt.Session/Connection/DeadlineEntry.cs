namespace Ixt.Session;

/// <summary>Something that happens when its time comes, unless it is removed before. A node of a <see cref="DeadlineList"/>.</summary>
internal abstract class DeadlineEntry
{
    internal DeadlineList? List { get; set; }

    internal DeadlineEntry? Previous { get; set; }

    internal DeadlineEntry? Next { get; set; }

    internal long DueTimestamp { get; set; }

    /// <summary>The time has come. Called on a timer's thread, once.</summary>
    internal abstract void OnDeadline();
}
