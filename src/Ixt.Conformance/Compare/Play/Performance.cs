using System.Text.Json;
using Ixt.Conformance.Connection;

namespace Ixt.Conformance.Compare.Play;

/// <summary>What one implementation did with a script.</summary>
internal sealed record Performance
{
    /// <summary>Whose it is.</summary>
    public required string Implementation { get; init; }

    /// <summary>The answers, by step and place within it: <c>{success, data|error}</c>.</summary>
    public required IReadOnlyDictionary<(int Step, int Part), JsonElement> Answers { get; init; }

    /// <summary>The service calls, in order of arrival.</summary>
    public required IReadOnlyList<ServiceCall> Calls { get; init; }

    /// <summary>Everything it wrote to stderr.</summary>
    public required IReadOnlyList<string> Stderr { get; init; }

    /// <summary>Its exit code; null when it was not seen to end.</summary>
    public required int? Exit { get; init; }

    /// <summary>What in its frames the protocol does not allow, or nobody asked for.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Why it did not get to the end; null when it did.</summary>
    public required Stop? Stop { get; init; }

    /// <summary>What was said.</summary>
    public required IReadOnlyList<ConversationEntry> Conversation { get; init; }
}
