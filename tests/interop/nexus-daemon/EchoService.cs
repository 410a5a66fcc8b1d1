using Ixt.Nexus;

namespace NexusInterop;

/// <summary><c>interop:echo</c>: what other implementations are tried against.</summary>
internal static class EchoService
{
    internal static NexusMembers Create() => new NexusMembers()
        .Function("echo", static (arguments, _) => new(Argument(arguments, 0)))
        .Function("add", static (arguments, _) => new(Sum(Argument(arguments, 0), Argument(arguments, 1))))
        .Function("fail", static (arguments, _) => throw new InvalidOperationException(Argument(arguments, 0) is { Kind: not NexusKind.Undefined } text ? Text(text) : ""))
        .Function("later", static (arguments, cancellationToken) => LaterAsync(Argument(arguments, 0).AsRef(), Argument(arguments, 1).AsInt32(), cancellationToken))
        .Function("makeCounter", static (_, _) => new(NexusValue.From(Counter())));

    internal static NexusMembers CreateLate() => new NexusMembers()
        .Function("hello", static (arguments, _) => new(NexusValue.From("late " + Text(Argument(arguments, 0)))));

    private static NexusMembers Counter()
    {
        NexusValue value = 0;
        return new NexusMembers()
            .Property("value", () => value, assigned => value = assigned)
            .Function("next", (_, _) => new(value = value.AsDouble() + 1));
    }

    // As JavaScript's +, where that means something.
    private static NexusValue Sum(NexusValue left, NexusValue right) => (left.Kind, right.Kind) switch
    {
        (NexusKind.String, _) or (_, NexusKind.String) => Text(left) + Text(right),
        (NexusKind.BigInt, NexusKind.BigInt) => NexusValue.From(left.AsBigInteger() + right.AsBigInteger()),
        _ => left.AsDouble() + right.AsDouble(),
    };

    private static async ValueTask<NexusValue> LaterAsync(NexusRef callback, int times, CancellationToken cancellationToken)
    {
        using (callback)
        {
            double sum = 0;
            for (int i = 0; i < times; i++)
            {
                NexusValue result = await callback.CallAsync(new NexusValue[] { i }, cancellationToken);
                sum += result.AsDouble();
            }

            return sum;
        }
    }

    private static NexusValue Argument(ReadOnlyMemory<NexusValue> arguments, int index) => index < arguments.Length ? arguments.Span[index] : NexusValue.Undefined;

    private static string Text(NexusValue value) => value.Kind == NexusKind.String ? value.AsString() : value.ToString();
}
