namespace Ixt.Bench.Ipc;

/// <summary>Start-up and memory of one contestant over several fresh processes.</summary>
/// <param name="Millis">Milliseconds from starting the process to its first answer; empty for pairs, whose two starts can't be told apart.</param>
/// <param name="FirstPeak">Peak memory of the process that answers, after its first answer, in MB.</param>
/// <param name="LoadedPeak">The same after 1 MiB messages, eight under way.</param>
/// <param name="SequentialPeak">The same after as many of them one at a time, of other processes; empty where nothing is promised about it.</param>
internal sealed record StartResult(IReadOnlyList<double> Millis, IReadOnlyList<double> FirstPeak, IReadOnlyList<double> LoadedPeak, IReadOnlyList<double> SequentialPeak)
{
    /// <summary>Both.</summary>
    internal StartResult And(StartResult other) =>
        new([.. Millis, .. other.Millis], [.. FirstPeak, .. other.FirstPeak], [.. LoadedPeak, .. other.LoadedPeak], [.. SequentialPeak, .. other.SequentialPeak]);
}
