namespace Ixt.Nexus.Typed.Tests;

public readonly record struct Point(double X, double Y);
