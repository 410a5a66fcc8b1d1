namespace Porting.FromNode;

#region emitter
internal sealed class Station(double limit, int size)
{
    public event Action<int, double>? Alarm;

    public SortedDictionary<int, Average> Averages { get; } = [];

    public double Take(int sensor, double value)
    {
        if (!Averages.TryGetValue(sensor, out Average? average))
        {
            Averages[sensor] = average = new Average(size);
        }

        if (value > limit)
        {
            Alarm?.Invoke(sensor, value); // null while nobody listens
        }

        return average.Add(value);
    }
}
#endregion
