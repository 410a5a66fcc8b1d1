namespace Ixt.Testee;

/// <summary>What scripts of one module share. Unguarded on purpose: the SDK's default execution mode is what protects it.</summary>
internal sealed class ModuleState
{
    private readonly Dictionary<string, long> _counters = [];
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];

    internal long this[string counter]
    {
        get => _counters.GetValueOrDefault(counter);
        set => _counters[counter] = value;
    }

    internal TaskCompletionSource Gate(string name)
    {
        if (!_gates.TryGetValue(name, out TaskCompletionSource? gate))
        {
            gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _gates.Add(name, gate);
        }

        return gate;
    }

    internal static async Task TurnAsync(int times)
    {
        for (int i = 0; i < times; i++)
        {
            await Task.Yield();
        }
    }
}
