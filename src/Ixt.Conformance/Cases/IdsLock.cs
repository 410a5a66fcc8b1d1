namespace Ixt.Conformance.Cases;

/// <summary><c>spec/cases/ids.lock</c>: every id that was ever used, so that none is reused. One per line; <c>retired</c> behind it once the case is gone.</summary>
internal static class IdsLock
{
    /// <summary>Compares the lock with the cases that are there.</summary>
    /// <returns>What is wrong, in sentences.</returns>
    public static IReadOnlyList<string> Check(string text, IReadOnlyCollection<string> present)
    {
        List<string> problems = [];
        Dictionary<string, bool> locked = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            bool retired = words is [_, "retired"];
            if (words.Length > 1 && !retired)
            {
                problems.Add($"ids.lock: \"{line.Trim()}\" is neither an id nor an id and \"retired\".");
            }
            else if (!locked.TryAdd(words[0], retired))
            {
                problems.Add($"ids.lock: {words[0]} stands twice.");
            }
        }

        foreach (string id in present)
        {
            if (!locked.TryGetValue(id, out bool retired))
            {
                problems.Add($"ids.lock: {id} is missing; append it.");
            }
            else if (retired)
            {
                problems.Add($"ids.lock: {id} is retired; a retired id is never used again.");
            }
        }

        problems.AddRange(locked.Where(l => !l.Value && !present.Contains(l.Key))
            .Select(l => $"ids.lock: there is no case {l.Key}; if it was removed, mark it retired."));
        return problems;
    }
}
