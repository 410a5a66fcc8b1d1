namespace Ixt.Sdk.Tests;

internal sealed record TestHealth(bool Healthy, int Queue);
