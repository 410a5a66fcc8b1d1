using System.Text.Json.Nodes;

namespace Ixt.Sdk.Testing;

/// <summary>How a <see cref="ModuleHarness"/> runs its module. The defaults suit most tests.</summary>
public sealed record HarnessOptions
{
    /// <summary>The configuration of the <c>init</c> (IXT-LIF-002). Default: <c>{}</c>.</summary>
    public JsonObject Config { get; init; } = [];

    /// <summary>Who the module is: <c>name:version/instance</c>. Default <c>test-module:1.0.0/instance-001</c>.</summary>
    public string ModuleId { get; init; } = "test-module:1.0.0/instance-001";

    /// <summary>The module's clock, and that of the KV store's times to live. Default: the system's.</summary>
    /// <remarks>With a clock that the test moves, <see cref="ModuleHarness.Timers"/> tells when there is something to move it for.</remarks>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long a service call of the module waits for its answer, by the module's clock (IXT-SVC-015). Default: <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    /// <remarks>
    /// The harness answers all calls that the test does not hold back. With the 30 s of production a test that moves the clock by a minute would
    /// let a call time out whose answer is on its way. A test of the timeout sets it, holds the answer, and then moves the clock.
    /// </remarks>
    public TimeSpan ServiceTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long the harness waits, by the system's clock, for anything that must happen: an answer, a message, the module's end. Default 30 s.</summary>
    /// <remarks>Then <see cref="HarnessException"/> says what did not happen. Not counted while a debugger is attached. A test that passes never waits for it.</remarks>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gives up every wait of the harness, with an <see cref="OperationCanceledException"/>: the test framework's token. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Limits and times of the run. Default: those of a module in production.</summary>
    /// <remarks>Transport, clock, stderr and the timeout of services are the harness's business: these members must be left alone here.</remarks>
    public ModuleRunOptions Run { get; init; } = new();

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Config);
        ArgumentException.ThrowIfNullOrEmpty(ModuleId);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Run);
        if (WaitLimit <= TimeSpan.Zero || WaitLimit.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(WaitLimit), WaitLimit, $"{nameof(WaitLimit)} must be more than zero and at most {int.MaxValue} ms.");
        }

        Refuse(nameof(ModuleRunOptions.Transport), Run.Transport is not null, "the harness is the connection");
        Refuse(nameof(ModuleRunOptions.Error), Run.Error is not null, $"read {nameof(ModuleHarness)}.{nameof(ModuleHarness.Stderr)}");
        Refuse(nameof(ModuleRunOptions.TimeProvider), Run.TimeProvider != TimeProvider.System, $"set {nameof(HarnessOptions)}.{nameof(TimeProvider)}");
        Refuse(nameof(ModuleRunOptions.ServiceTimeout), Run.ServiceTimeout != new ModuleRunOptions().ServiceTimeout, $"set {nameof(HarnessOptions)}.{nameof(ServiceTimeout)}");
    }

    private static void Refuse(string name, bool isSet, string instead)
    {
        if (isSet)
        {
            throw new ArgumentException($"{nameof(Run)}.{name} must be left alone: {instead}.", nameof(Run));
        }
    }
}
