using System.Text.RegularExpressions;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.ConcurrencyParallel;

/// <summary>Counts words: work for the processor, and totals that all messages share.</summary>
internal sealed partial class Words : IxtProcessModule
{
    #region state
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _totals = []; // under _lock
    private int _texts; // under _lock
    private int _refused; // by Interlocked

    public Words()
    {
        Execution = ExecutionMode.Parallel(Environment.ProcessorCount); // several threads run handlers: fields need guards now
        Map("words.count", Count);
        Map("words.top", Top);
    }
    #endregion

    #region count
    private ModuleResult Count(HandleMessage message)
    {
        Dictionary<string, int> words = []; // this handler's own: no lock
        foreach (Match match in Word().Matches(message.GetPayloadText().ToLowerInvariant()))
        {
            words[match.Value] = words.GetValueOrDefault(match.Value) + 1;
        }

        if (words.Count == 0)
        {
            Interlocked.Increment(ref _refused); // "_refused++" is a read and a write, and would lose some
            return Error("INVALID_INPUT", "There are no words in it.");
        }

        lock (_lock) // short, and never around an await
        {
            _texts++;
            foreach ((string word, int count) in words)
            {
                _totals[word] = _totals.GetValueOrDefault(word) + count;
            }
        }

        return Success(("words", words.Values.Sum()), ("distinct", words.Count));
    }
    #endregion

    #region top
    private ModuleResult Top(HandleMessage message)
    {
        lock (_lock) // reading too: a dictionary must not change while it is walked
        {
            WordCount[] top = [.. _totals
                .OrderByDescending(word => word.Value)
                .ThenBy(word => word.Key, StringComparer.Ordinal) // as Python compares texts
                .Take(3)
                .Select(word => new WordCount(word.Key, word.Value))];
            return Success(new Ranking(_texts, Volatile.Read(ref _refused), top), WordsJson.Default.Ranking);
        }
    }
    #endregion

    [GeneratedRegex("[a-z']+")]
    private static partial Regex Word();
}
