namespace Ixt.Conformance.Diagnosis;

/// <summary>Goes from symptom to probable cause, by rules that know what porters of the protocol get wrong.</summary>
internal static class Diagnoser
{
    // The first that knows something speaks; the surest stand first.
    private static readonly IReadOnlyList<Func<Symptom, string?>> _rules =
    [
        AnswerRules.SpokeFirst,
        StreamRules.ByteOrder,
        StreamRules.LinesInLengthFraming,
        StreamRules.HeadersInLines,
        StreamRules.LineFeedAfterFrame,
        StreamRules.IndentedJson,
        StreamRules.ByteOrderMark,
        StreamRules.TextOnTheSocket,
        StreamRules.CountedInCharacters,
        AnswerRules.AnsweredTwice,
        AnswerRules.IdAsOtherType,
        AnswerRules.IdNotEchoed,
        AnswerRules.StackTrace,
        ValueRules.MillisecondsForSeconds,
        ValueRules.Base64Variant,
        ValueRules.EncodedTwice,
        ValueRules.RoundedToDouble,
        ValueRules.NumberAsText,
        ProcessRules.RefusedSettings,
        ProcessRules.Crashed,
        ProcessRules.DoesNotEnd,
        ProcessRules.InitUnanswered,
        ProcessRules.Silent,
    ];

    /// <summary>The probable cause, or null when no rule knows one.</summary>
    public static string? Hint(Symptom symptom)
    {
        foreach (Func<Symptom, string?> rule in _rules)
        {
            if (rule(symptom) is { } hint)
            {
                return hint;
            }
        }

        return null;
    }
}
