using System.Globalization;

namespace Ixt.Bench.Ipc;

/// <summary>What a client is told to do: a line of three numbers.</summary>
/// <param name="Size">Bytes to have echoed; 0: add two numbers instead.</param>
/// <param name="InFlight">Calls under way at a time.</param>
/// <param name="Window">For how long.</param>
internal sealed record Order(int Size, int InFlight, TimeSpan Window)
{
    internal static Order Parse(string line)
    {
        int[] numbers = [.. line.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return new Order(numbers[0], numbers[1], TimeSpan.FromMilliseconds(numbers[2]));
    }

    internal string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Size} {InFlight} {Window.TotalMilliseconds:0}");
}
