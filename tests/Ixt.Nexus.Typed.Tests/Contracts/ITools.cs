namespace Ixt.Nexus.Typed.Tests;

/// <summary>Callbacks, references, nested objects, inherited members, waiting.</summary>
[NexusService("test:tools")]
public interface ITools : INamed
{
    IMath Math { get; }

    [NexusName("sumOf")]
    Task<int> LaterAsync(Func<int, Task<int>> callback, int times);

    Task NotifyAsync(Action<string> callback, string text);

    Task<Func<double, ValueTask<double>>> AdderAsync(double start);

    Task<bool> SameAsync(Func<CancellationToken, Task>? first, Func<CancellationToken, Task>? second);

    Task<ICounter> MakeCounterAsync(double start = 0);

    Task<double> AdvanceAsync(ICounter counter);

    Task<ICounter?> PassOnAsync(ICounter? counter);

    Task<Bundle> BundleAsync(Bundle bundle);

    Task WaitAsync(CancellationToken cancellationToken);

    Task FailAsync(string code, string message);

    Task KeepAsync(ICounter counter, int number);

    int Local(int x) => x * 2;
}
