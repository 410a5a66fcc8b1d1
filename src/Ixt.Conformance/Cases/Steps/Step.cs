namespace Ixt.Conformance.Cases.Steps;

/// <summary>One thing the runtime's side does or expects.</summary>
internal abstract record Step
{
    /// <summary>The author's remark, shown with a failure.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it waits for something of the testee, so that it can decide between alternatives.</summary>
    public virtual bool Expects => false;
}
