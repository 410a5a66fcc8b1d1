namespace Ixt.Conformance.Testees;

/// <summary>What the runner cannot see or do with a testee.</summary>
[Flags]
internal enum TesteeLimits
{
    /// <summary>Nothing is out of reach.</summary>
    None = 0,

    /// <summary>Its environment is not the runner's to change.</summary>
    NoEnvironment = 1,

    /// <summary>Its exit code is not seen.</summary>
    NoExitCode = 2,

    /// <summary>Its stderr is not seen.</summary>
    NoOutput = 4,

    /// <summary>It is started by a person, who may stop it in a debugger: nothing times out.</summary>
    NoTimeouts = 8,
}
