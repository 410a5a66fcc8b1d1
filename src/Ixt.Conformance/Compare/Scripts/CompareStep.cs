using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>One step of a script. A closed family.</summary>
/// <param name="Title">What it does, in a few words.</param>
internal abstract record CompareStep(string Title)
{
    /// <summary>The script's remark.</summary>
    public string? Note { get; init; }

    /// <summary>A request; without <see cref="Later"/> its answer is waited for.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Type">The frame's type.</param>
    /// <param name="Body">The frame's other members, without the id.</param>
    /// <param name="Expect">What the answer must be; null when a later step says so.</param>
    /// <param name="Later">The name under which a later step takes the answer.</param>
    internal sealed record Request(string Title, string Type, JsonElement Body, Expectation? Expect, string? Later) : CompareStep(Title);

    /// <summary>Several requests in one write; then all their answers.</summary>
    internal sealed record Together(string Title, IReadOnlyList<Request> Requests) : CompareStep(Title);

    /// <summary>Waits for the answer to an earlier request.</summary>
    internal sealed record Answer(string Title, string Name, Expectation Expect) : CompareStep(Title);

    /// <summary>Cancels an earlier request.</summary>
    internal sealed record Cancel(string Title, string Name) : CompareStep(Title);

    /// <summary>Waits until the module has made a service call.</summary>
    internal sealed record Service(string Title, JsonElement Matcher, int Times) : CompareStep(Title);

    /// <summary>Answers a held send.</summary>
    internal sealed record Release(string Title, string Topic, JsonElement With) : CompareStep(Title);

    /// <summary>Waits for a line of stderr.</summary>
    internal sealed record Output(string Title, Regex Pattern) : CompareStep(Title);

    /// <summary>Moves the runtime's clock.</summary>
    internal sealed record Advance(string Title, long Milliseconds) : CompareStep(Title);

    /// <summary>Sends a signal.</summary>
    internal sealed record Signal(string Title, string Name) : CompareStep(Title);

    /// <summary>The runtime closes its sending half.</summary>
    internal sealed record Disconnect(string Title) : CompareStep(Title);

    /// <summary>The module ends by itself.</summary>
    internal sealed record Ends(string Title) : CompareStep(Title);
}
