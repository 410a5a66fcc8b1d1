namespace Ixt.Nexus.Typed.Tests;

/// <summary>A class with a parameterless constructor: required, assignable with an initial value, and init-only members.</summary>
public class Settings : SettingsBase
{
    public required string Name { get; init; }

    public int Level { get; set; } = 3;

    public string? Comment { get; init; }
}
