namespace Porting.Idioms;

internal enum Level
{
    Low = 1,
    High = 2,
}
