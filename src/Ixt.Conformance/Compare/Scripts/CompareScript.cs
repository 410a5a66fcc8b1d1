using System.Text.Json;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>What is put to each implementation, and how what comes of it is compared (spec/schema/compare.schema.json).</summary>
internal sealed record CompareScript
{
    /// <summary>The <c>IXT_MODULE_ID</c> of a script that names none.</summary>
    public const string DefaultModuleId = "compare:1.0.0/instance-001";

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Both sides' <c>IXT_MODULE_ID</c>.</summary>
    public required string ModuleId { get; init; }

    /// <summary>What the runtime holds and answers.</summary>
    public required RuntimeScript Runtime { get; init; }

    /// <summary>How log lines are compared; null when they are not.</summary>
    public required LogRules? Log { get; init; }

    /// <summary>How service calls are compared.</summary>
    public required CallRules Calls { get; init; }

    /// <summary>The expected exit code.</summary>
    public required int Exit { get; init; }

    /// <summary>The steps: the first is the init, the last ends the module.</summary>
    public required IReadOnlyList<CompareStep> Steps { get; init; }
}
