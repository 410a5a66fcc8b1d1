namespace Porting.FromNode;

/// <summary>The average of the last few values.</summary>
#region closure
internal sealed class Average(int size)
{
    private readonly Queue<double> _values = new();

    public double Value => _values.Sum() / _values.Count;

    public double Add(double value)
    {
        _values.Enqueue(value);
        if (_values.Count > size)
        {
            _values.Dequeue();
        }

        return Value;
    }
}
#endregion
