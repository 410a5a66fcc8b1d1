namespace Porting.Blocking;

internal sealed record KeyRequest(string Password, string Salt, int Rounds);
