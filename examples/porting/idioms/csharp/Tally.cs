namespace Porting.Idioms;

/// <summary>Closes what it opened, also when something fails in between.</summary>
internal sealed class Tally : IDisposable
{
    private readonly List<string> _events;

    public Tally(List<string> events)
    {
        _events = events;
        _events.Add("open");
    }

    public void Dispose() => _events.Add("close");
}
