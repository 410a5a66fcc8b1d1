namespace Porting.Idioms;

internal sealed record Item(string Name, int Price, string? Note = null);
