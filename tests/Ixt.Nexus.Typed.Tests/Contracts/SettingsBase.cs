namespace Ixt.Nexus.Typed.Tests;

public abstract class SettingsBase
{
    public bool IsActive { get; set; } = true;
}
