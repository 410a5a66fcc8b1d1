using Ixt.Conformance.Cases.Steps;

namespace Ixt.Conformance.Cases;

/// <summary>Finds out whether a case can be put to a module in protobuf as well, where the module declares it.</summary>
/// <remarks>
/// It says in JSON what is sent and expected, and the runner translates. So its init must be the runner's, and its frames messages: what is
/// about bytes, about framing, about faulty JSON or about negotiation itself stays what it is.
/// </remarks>
internal static class ProtobufUse
{
    /// <summary>What a testee declares.</summary>
    public const string Feature = "protobuf";

    private static readonly HashSet<string> s_ownAreas = new(StringComparer.Ordinal) { "trn", "frm", "neg", "err", "lim", "pbf" };

    /// <summary>Whether it can.</summary>
    public static bool Of(ConformanceCase item) =>
        item is { Connects: true, Init: not null } && !s_ownAreas.Contains(item.Area) && AreMessages(item.Steps);

    private static bool AreMessages(IReadOnlyList<Step> steps) => steps.All(step => step switch
    {
        SendRawStep => false,
        EitherStep either => either.Alternatives.All(AreMessages),
        _ => true,
    });
}
