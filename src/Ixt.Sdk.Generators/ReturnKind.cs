namespace Ixt.Sdk.Generators;

/// <summary>What a <c>[Topic]</c> method returns.</summary>
internal enum ReturnKind
{
    /// <summary>Something else.</summary>
    Unsupported,

    /// <summary><c>void</c>.</summary>
    Nothing,

    /// <summary><c>Task</c> or <c>ValueTask</c>.</summary>
    NothingLater,

    /// <summary><c>ModuleResult</c>.</summary>
    Now,

    /// <summary><c>Task&lt;ModuleResult&gt;</c>.</summary>
    Wrapped,

    /// <summary><c>ValueTask&lt;ModuleResult&gt;</c>.</summary>
    Direct,
}
