namespace Ixt.Conformance.Cases;

/// <summary>How binding a requirement, or the case that proves it, is (RFC 2119).</summary>
internal enum RequirementLevel
{
    /// <summary>Missing it is a failure.</summary>
    Must,

    /// <summary>Missing it is a weakness.</summary>
    Should,

    /// <summary>Either way is right; the case records which.</summary>
    May,
}
