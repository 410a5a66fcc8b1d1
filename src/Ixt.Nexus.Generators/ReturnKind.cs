namespace Ixt.Nexus.Generators;

/// <summary>What a method, or a delegate, returns.</summary>
internal enum ReturnKind
{
    /// <summary>Something else: nobody could wait for the peer.</summary>
    Unsupported,

    /// <summary><c>void</c>, of delegates only.</summary>
    Nothing,

    /// <summary><c>Task</c>.</summary>
    Task,

    /// <summary><c>ValueTask</c>.</summary>
    ValueTask,

    /// <summary><c>Task&lt;T&gt;</c>.</summary>
    TaskOfResult,

    /// <summary><c>ValueTask&lt;T&gt;</c>.</summary>
    ValueTaskOfResult,
}
