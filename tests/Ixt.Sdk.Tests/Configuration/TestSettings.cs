namespace Ixt.Sdk.Tests;

internal sealed record TestSettings
{
    public required string DatabaseUrl { get; init; }

    public int Retries { get; init; } = 1;
}
