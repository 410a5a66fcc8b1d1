namespace Porting.Blocking;

internal sealed record ProgramResult(int ExitCode, string Output);
