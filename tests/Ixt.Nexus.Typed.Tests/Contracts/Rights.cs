namespace Ixt.Nexus.Typed.Tests;

[Flags]
public enum Rights : long
{
    None = 0,
    Read = 1,
    Write = 2,
    Own = 1L << 60,
}
