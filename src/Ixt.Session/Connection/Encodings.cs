namespace Ixt.Session;

/// <summary>Names of the encodings, as they stand in an offer and in a choice.</summary>
public static class Encodings
{
    /// <summary>What every connection begins with, and every module speaks.</summary>
    public const string Json = "json";

    /// <summary>The second one (<c>spec/PROTOCOL.md</c> §16); with the framing <c>length</c> only.</summary>
    public const string Protobuf = "protobuf";
}
