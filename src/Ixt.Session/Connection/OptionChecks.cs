using System.Globalization;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Checks of option values; each error names the option and the value.</summary>
internal static class OptionChecks
{
    private static readonly TimeSpan s_longestSpin = TimeSpan.FromMilliseconds(10);

    internal static void MaxFrame(int value)
    {
        // Below this an error answer itself would not fit.
        if (value is < 1024 or > FrameLimits.MaxFrame)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"MaxFrame is {value}; it must be between 1024 and {FrameLimits.MaxFrame}."));
        }
    }

    internal static void Positive(string name, int value)
    {
        if (value <= 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be at least 1."));
        }
    }

    internal static void Time(string name, TimeSpan value, bool allowInfinite)
    {
        if ((value < TimeSpan.Zero && !(allowInfinite && value == Timeout.InfiniteTimeSpan)) || value > DeadlineQueue.Longest)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be between zero and 49 days{(allowInfinite ? ", or infinite" : "")}."));
        }
    }

    internal static void Spin(string name, TimeSpan value)
    {
        if (value < TimeSpan.Zero || value > s_longestSpin)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value.TotalMilliseconds} ms; it must be between zero and {s_longestSpin.TotalMilliseconds} ms."));
        }
    }
}
