namespace Ixt.Nexus.Typed.Tests;

public enum Color
{
    Red,
    DarkGreen,
    [NexusName("#00f")]
    Blue,
}
