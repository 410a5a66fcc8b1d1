namespace Ixt.Nexus;

/// <summary>A value is not of the kind that was asked for, or cannot be sent.</summary>
public sealed class NexusValueException : Exception
{
    /// <summary>Makes one.</summary>
    public NexusValueException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public NexusValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Where in a larger value the fault is, e.g. <c>.items[3]</c>; empty: at its top.</summary>
    internal string Place { get; private init; } = "";

    /// <summary>This, as the fault of something larger that it is a part of.</summary>
    internal NexusValueException Below(string step)
    {
        string reason = Place.Length == 0 ? Message : InnerException?.Message ?? Message;
        return new NexusValueException($"At '{(step + Place).TrimStart('.')}': {reason}", Place.Length == 0 ? this : InnerException ?? this) { Place = step + Place };
    }

    internal static NexusValueException Expected(string what, NexusKind kind) => new($"Expected {what}, got {Describe(kind)}.");

    private static string Describe(NexusKind kind) => kind switch
    {
        NexusKind.Undefined => "undefined",
        NexusKind.Null => "null",
        NexusKind.Boolean => "a boolean",
        NexusKind.Number => "a number",
        NexusKind.BigInt => "a BigInt",
        NexusKind.String => "text",
        NexusKind.Array => "an array",
        NexusKind.Object => "an object",
        NexusKind.Map => "a Map",
        NexusKind.Set => "a Set",
        _ => "a function or reference",
    };
}
