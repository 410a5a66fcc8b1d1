using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>Answers with what JSON has no form for, as an author would by mistake (<c>reply_special</c>).</summary>
internal static class SpecialValues
{
    private const string LoneSurrogate = "a\ud800b";

    internal static ModuleResult Reply(string what) => what switch
    {
        "nan" => ModuleResult.Success(("value", double.NaN)),
        "infinity" => ModuleResult.Success(("value", double.PositiveInfinity)),
        "negative_infinity" => ModuleResult.Success(("value", double.NegativeInfinity)),
        "big_integer" => ModuleResult.Success(("value", 9_223_372_036_854_775_808m)),
        "bytes" => ModuleResult.Success(("value", new byte[] { 0x00, 0xff })),
        "lone_surrogate" => ModuleResult.Success(("value", LoneSurrogate)),
        "lone_surrogate_name" => ModuleResult.Success((LoneSurrogate, 1)),
        _ => throw new InvalidOperationException("unknown value: " + what),
    };
}
