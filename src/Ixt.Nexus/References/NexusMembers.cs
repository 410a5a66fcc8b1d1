namespace Ixt.Nexus;

/// <summary>An object of this side made of named functions, properties and nested objects: a service or reference without an interface of its own.</summary>
public sealed class NexusMembers : INexusDispatcher
{
    private readonly Dictionary<string, INexusDispatcher> _members = new(StringComparer.Ordinal);

    /// <summary>Adds a function.</summary>
    public NexusMembers Function(string name, Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Nested(name, new NexusFunction(function));
    }

    /// <summary>Adds a property; without <paramref name="set"/> it can only be read.</summary>
    public NexusMembers Property(string name, Func<NexusValue> get, Action<NexusValue>? set = null)
    {
        ArgumentNullException.ThrowIfNull(get);
        return Nested(name, new Accessor(get, set));
    }

    /// <summary>Adds an object below this one.</summary>
    public NexusMembers Nested(string name, INexusDispatcher members)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(members);
        _members.Add(name, members);
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Path.Length > 0 && _members.TryGetValue(invocation.Path.Span[0], out INexusDispatcher? member))
        {
            // Reading a function gives a reference to it, as in JavaScript.
            return invocation is { Operation: NexusOperation.Get, Path.Length: 1 } && member is not Accessor
                ? new(NexusValue.From(member))
                : member.InvokeAsync(invocation.Below(), cancellationToken);
        }

        return invocation.Operation switch
        {
            NexusOperation.Get => new(invocation.Path.Length == 0 ? NexusValue.From(this) : NexusValue.Undefined),
            NexusOperation.Set when invocation.Path.Length == 0 => throw new NexusException(NexusErrorCodes.SetOnRoot, "A whole object can't be assigned."),
            NexusOperation.Set => throw new NexusException(NexusErrorCodes.ResourceNotFound, $"There is no property '{invocation.Path.Span[0]}'."),
            _ => throw invocation.NotCallable(),
        };
    }

    private sealed class Accessor(Func<NexusValue> get, Action<NexusValue>? set) : INexusDispatcher
    {
        public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken)
        {
            switch (invocation.Operation)
            {
                case NexusOperation.Get:
                    NexusValue value = get();
                    foreach (string name in invocation.Path.Span)
                    {
                        value = value[name];
                    }

                    return new(value);
                case NexusOperation.Set when invocation.Path.Length == 0 && set is not null:
                    set(invocation.Argument(0));
                    return new(NexusValue.True);
                case NexusOperation.Set:
                    throw new NexusException(NexusErrorCodes.ResourceAccessDenied, "The property can't be assigned.");
                default:
                    throw invocation.NotCallable();
            }
        }
    }
}
