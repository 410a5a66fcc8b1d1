namespace Porting.Idioms;

internal sealed class StockException(string message, Exception? inner = null) : Exception(message, inner);
