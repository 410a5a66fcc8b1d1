namespace Porting.ConcurrencyParallel;

internal sealed record Ranking(int Texts, int Refused, WordCount[] Top);
