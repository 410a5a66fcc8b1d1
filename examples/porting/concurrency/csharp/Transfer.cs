namespace Porting.Concurrency;

internal sealed record Transfer(string From, string To, long Amount);
