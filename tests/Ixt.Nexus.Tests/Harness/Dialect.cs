namespace Ixt.Nexus.Tests;

/// <summary>The two ways in which peers shake hands.</summary>
public enum Dialect
{
    /// <summary>0.3.1: no capabilities, no catalogue of services.</summary>
    Legacy,

    /// <summary>0.6.</summary>
    Modern,
}
