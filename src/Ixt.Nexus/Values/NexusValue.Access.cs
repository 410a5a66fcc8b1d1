using System.Numerics;

namespace Ixt.Nexus;

public readonly partial struct NexusValue
{
    /// <summary>2^53−1: the largest whole number that JavaScript's numbers hold exactly.</summary>
    internal const long MaxSafeInteger = 9007199254740991;

    /// <summary>The items of an array.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public ReadOnlySpan<NexusValue> Items => Kind == NexusKind.Array ? (NexusValue[])_content! : throw NexusValueException.Expected("an array", Kind);

    internal NexusValue[] ItemArray => (NexusValue[])_content!;

    internal object? Content => _content;

    /// <summary>The boolean.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public bool AsBoolean() => Kind == NexusKind.Boolean ? _number != 0 : throw NexusValueException.Expected("a boolean", Kind);

    /// <summary>The number; a <see cref="NexusKind.BigInt"/> becomes the nearest double.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public double AsDouble() => Kind switch
    {
        NexusKind.Number => _number,
        NexusKind.BigInt => (double)(BigInteger)_content!,
        _ => throw NexusValueException.Expected("a number", Kind),
    };

    /// <summary>The whole number, from a number or a <see cref="NexusKind.BigInt"/>.</summary>
    /// <exception cref="NexusValueException">It is something else, has a fraction or does not fit.</exception>
    public long AsInt64()
    {
        if (Kind == NexusKind.BigInt && (BigInteger)_content! is var big && big >= long.MinValue && big <= long.MaxValue)
        {
            return (long)big;
        }

        // 2^63 itself is a double and does not fit.
        if (Kind == NexusKind.Number && _number is >= long.MinValue and < 9223372036854775808.0 && Math.Floor(_number) == _number)
        {
            return (long)_number;
        }

        throw Kind is NexusKind.Number or NexusKind.BigInt
            ? new NexusValueException($"Expected a whole number of 64 bits, got {ToString()}.")
            : NexusValueException.Expected("a whole number", Kind);
    }

    /// <summary>The whole number, from a number or a <see cref="NexusKind.BigInt"/>.</summary>
    /// <exception cref="NexusValueException">It is something else, has a fraction or does not fit.</exception>
    public int AsInt32() => AsInt64() is >= int.MinValue and <= int.MaxValue and var whole
        ? (int)whole
        : throw new NexusValueException($"Expected a whole number of 32 bits, got {ToString()}.");

    /// <summary>The whole number of any size, from a <see cref="NexusKind.BigInt"/> or a number without fraction.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public BigInteger AsBigInteger() => Kind switch
    {
        NexusKind.BigInt => (BigInteger)_content!,
        NexusKind.Number when double.IsInteger(_number) => (BigInteger)_number,
        _ => throw NexusValueException.Expected("a whole number", Kind),
    };

    /// <summary>The text.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public string AsString() => Kind == NexusKind.String ? (string)_content! : throw NexusValueException.Expected("text", Kind);

    /// <summary>The named values.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public NexusObject AsObject() => Kind == NexusKind.Object ? (NexusObject)_content! : throw NexusValueException.Expected("an object", Kind);

    /// <summary>The map.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public NexusMap AsMap() => Kind == NexusKind.Map ? (NexusMap)_content! : throw NexusValueException.Expected("a Map", Kind);

    /// <summary>The set.</summary>
    /// <exception cref="NexusValueException">It is something else.</exception>
    public NexusSet AsSet() => Kind == NexusKind.Set ? (NexusSet)_content! : throw NexusValueException.Expected("a Set", Kind);

    /// <summary>The peer's function or object.</summary>
    /// <exception cref="NexusValueException">It is something else, or a reference of this side.</exception>
    public NexusRef AsRef() => _content as NexusRef ?? throw NexusValueException.Expected("a function or reference of the peer", Kind);

    /// <summary>A member of an object; <see cref="Undefined"/> if there is none or this is no object.</summary>
    public NexusValue this[string name] => Kind == NexusKind.Object ? ((NexusObject)_content!)[name] : Undefined;

    /// <summary>An item of an array; <see cref="Undefined"/> if there is none or this is no array.</summary>
    public NexusValue this[int index] => Kind == NexusKind.Array && (uint)index < (uint)ItemArray.Length ? ItemArray[index] : Undefined;

    /// <summary>For people: JSON with the placeholders of the wire.</summary>
    public override string ToString() => Kind switch
    {
        NexusKind.Undefined => "undefined",
        NexusKind.Reference => "[reference]",
        _ => ValueText.Of(this),
    };
}
