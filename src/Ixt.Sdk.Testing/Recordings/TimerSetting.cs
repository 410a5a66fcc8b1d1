namespace Ixt.Sdk.Testing;

/// <summary>A timer was set, or set anew.</summary>
/// <param name="Due">When it fires first, from then.</param>
/// <param name="Period">After which it fires again and again; <see cref="Timeout.InfiniteTimeSpan"/>: once only.</param>
public readonly record struct TimerSetting(TimeSpan Due, TimeSpan Period);
