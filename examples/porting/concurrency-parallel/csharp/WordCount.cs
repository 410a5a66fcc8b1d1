namespace Porting.ConcurrencyParallel;

internal sealed record WordCount(string Word, int Count);
