namespace Ixt.Sdk.Testing;

/// <summary>The timers that the module set on its clock: delays, periodic timers, tokens that fire after a time, and those of the SDK itself.</summary>
/// <remarks>
/// A test that moves the clock must not move it before the module waits for it:
/// <c>await harness.Timers.NextAsync(TimeSpan.FromSeconds(5)); clock.Advance(TimeSpan.FromSeconds(5));</c>
/// </remarks>
public sealed class TimerSettings : Recording<TimerSetting>
{
    internal TimerSettings(Waiter waiter)
        : base("a timer of the module", waiter)
    {
    }

    /// <summary>Waits for the first timer with a due time that no <c>NextAsync</c> has returned yet.</summary>
    /// <param name="due">How far away it was when it was set, exactly.</param>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c> when none can come any more.</exception>
    public Task<TimerSetting> NextAsync(TimeSpan due) => TakeAsync(timer => timer.Due == due, $"a timer of the module that is due in {due}");
}
