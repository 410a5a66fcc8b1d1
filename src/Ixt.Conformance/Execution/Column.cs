using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>One implementation in a run of the suite: present with what it declares, or missing with the reason.</summary>
internal sealed record Column
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it is started; null when it is absent.</summary>
    public ITestee? Testee { get; init; }

    /// <summary>Why it does not run; null when it does.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether it is missing because it does not start, not because it is not installed.</summary>
    public bool DoesNotStart { get; init; }

    /// <summary>Whether it is the conformance module; false is an ordinary module, null is one that did not answer.</summary>
    public bool? AnswersDescribe { get; init; }

    /// <summary>Who it says it is.</summary>
    public Implementation? Implementation { get; init; }

    /// <summary>The features it declares; null when it declares none and every case is put to it.</summary>
    public IReadOnlySet<string>? Features { get; init; }

    /// <summary>What else there is to say about it.</summary>
    public string? Remark { get; init; }
}
