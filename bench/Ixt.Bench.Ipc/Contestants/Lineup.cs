namespace Ixt.Bench.Ipc;

/// <summary>Who takes part in a run, and why others do not.</summary>
/// <param name="Present">Ready to be started.</param>
/// <param name="Absent">The others, each with its reason.</param>
internal sealed record Lineup(IReadOnlyList<Entrant> Present, IReadOnlyList<Absence> Absent)
{
    /// <summary>Finds or makes what each needs.</summary>
    /// <param name="keys">Who was asked for; <see langword="null"/>: everybody. The raw echo always takes part: the others are measured by it.</param>
    /// <param name="isSmoke">Whether what takes long to make is left out.</param>
    internal static async Task<Lineup> PrepareAsync(IReadOnlyList<string>? keys, bool isSmoke)
    {
        List<Entrant> present = [];
        List<Absence> absent = [];
        foreach (Entry entry in Entries.All)
        {
            if (keys is not null && entry.Key != Entries.Raw && !keys.Contains(entry.Key))
            {
                absent.Add(new Absence(entry, "not asked for", IsMissing: false));
                continue;
            }

            if (isSmoke && entry.IsCompiledFirst)
            {
                absent.Add(new Absence(entry, "left out of a smoke run: it would have to be compiled first", IsMissing: false));
                continue;
            }

            Progress.Report("preparing " + entry.Title);
            try
            {
                present.Add(new Entrant(entry, await entry.PrepareAsync()));
            }
            catch (MissingPeerException e)
            {
                absent.Add(new Absence(entry, e.Message, IsMissing: true));
            }
        }

        Progress.Clear();
        return new Lineup(present, absent);
    }

    /// <summary>Whether something that was asked for is not on this machine.</summary>
    internal bool IsIncomplete => Absent.Any(a => a.IsMissing);

    internal bool Has(string key) => Present.Any(e => e.Entry.Key == key);
}
