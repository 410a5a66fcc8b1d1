namespace Ixt.Nexus;

/// <summary>What generated dispatchers derive from: the members of a contract are reachable, and nothing else.</summary>
public abstract class NexusContractDispatcher : INexusDispatcher
{
    /// <inheritdoc/>
    public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken)
    {
        ReadOnlySpan<string> path = invocation.Path.Span;
        if (path.IsEmpty)
        {
            return invocation.Operation switch
            {
                NexusOperation.Apply => CallItselfAsync(invocation, cancellationToken),
                NexusOperation.Get => new(NexusValue.From(this)),
                _ => throw new NexusException(NexusErrorCodes.SetOnRoot, "A whole object can't be assigned."),
            };
        }

        if (path.Length > 1)
        {
            return Nested(path[0]) is { } nested ? nested.InvokeAsync(invocation.Below(), cancellationToken)
                : invocation.Operation == NexusOperation.Get ? ReadBelowAsync(invocation, cancellationToken)
                : throw Missing(invocation);
        }

        return invocation.Operation switch
        {
            NexusOperation.Apply => CallAsync(path[0], invocation, cancellationToken),
            NexusOperation.Get => ReadAsync(path[0], invocation.Caller, cancellationToken),
            _ => TrySet(path[0], invocation, cancellationToken, out ValueTask<NexusValue> done) ? done : throw Missing(invocation),
        };
    }

    /// <summary>Calls a function.</summary>
    protected virtual ValueTask<NexusValue> CallAsync(string member, NexusInvocation invocation, CancellationToken cancellationToken) => throw invocation.NotCallable();

    /// <summary>Calls this, if it is a function.</summary>
    protected virtual ValueTask<NexusValue> CallItselfAsync(NexusInvocation invocation, CancellationToken cancellationToken) => throw invocation.NotCallable();

    /// <summary>Whether there is a function of that name.</summary>
    protected virtual bool HasFunction(string member) => false;

    /// <summary>Whether there is a property of that name that can be read.</summary>
    protected virtual bool HasProperty(string member) => false;

    /// <summary>Reads a property, if there is one of that name that can be read.</summary>
    protected virtual bool TryGet(string member, CancellationToken cancellationToken, out ValueTask<NexusValue> value)
    {
        value = default;
        return false;
    }

    /// <summary>Assigns a property, if there is one of that name that can be assigned.</summary>
    protected virtual bool TrySet(string member, NexusInvocation invocation, CancellationToken cancellationToken, out ValueTask<NexusValue> done)
    {
        done = default;
        return false;
    }

    /// <summary>The object nested in this one at that name, or null.</summary>
    protected virtual INexusDispatcher? Nested(string member) => null;

    /// <summary>What peers reach of a nested object.</summary>
    protected static INexusDispatcher? Dispatcher<T>(T? implementation)
        where T : class => implementation is null ? null : NexusContracts.Of<T>().CreateDispatcher(implementation);

    /// <summary>Reads an argument.</summary>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: it is of another type; the message names member and argument.</exception>
    protected static T Argument<T>(in NexusInvocation invocation, int index, string name, Func<NexusValue, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read(invocation.Argument(index));
        }
        catch (NexusValueException e)
        {
            // Nobody else will: the implementation never hears of them.
            NexusReferences.ReleaseAll(invocation.Arguments.Span);
            string member = invocation.Path.IsEmpty ? "the function" : $"'{string.Join('.', invocation.Path.ToArray())}'";
            throw new NexusException(NexusErrorCodes.UsageInvalid, $"Argument '{name}' of {member}: {e.Message}", e);
        }
    }

    /// <summary>Reads an argument that can be left out.</summary>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: it is of another type; the message names member and argument.</exception>
    protected static T Argument<T>(in NexusInvocation invocation, int index, string name, Func<NexusValue, T> read, T fallback) =>
        invocation.Argument(index).Kind == NexusKind.Undefined ? fallback : Argument(in invocation, index, name, read);

    /// <summary>What is answered for a method without a result.</summary>
    protected static ValueTask<NexusValue> Result(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.IsCompletedSuccessfully ? new(NexusValue.Undefined) : WaitAsync(new ValueTask(task));
    }

    /// <summary>What is answered for a method without a result.</summary>
    protected static ValueTask<NexusValue> Result(ValueTask task) => task.IsCompletedSuccessfully ? new(NexusValue.Undefined) : WaitAsync(task);

    /// <summary>What is answered for a method with a result.</summary>
    protected static ValueTask<NexusValue> Result<T>(Task<T> task, Func<T, NexusValue> write)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(write);
        return task.IsCompletedSuccessfully ? new(write(task.Result)) : WaitAsync(new ValueTask<T>(task), write);
    }

    /// <summary>What is answered for a method with a result.</summary>
    protected static ValueTask<NexusValue> Result<T>(ValueTask<T> task, Func<T, NexusValue> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return task.IsCompletedSuccessfully ? new(write(task.Result)) : WaitAsync(task, write);
    }

    private static async ValueTask<NexusValue> WaitAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return NexusValue.Undefined;
    }

    private static async ValueTask<NexusValue> WaitAsync<T>(ValueTask<T> task, Func<T, NexusValue> write) => write(await task.ConfigureAwait(false));

    private ValueTask<NexusValue> ReadAsync(string member, NexusPeer caller, CancellationToken cancellationToken)
    {
        if (TryGet(member, cancellationToken, out ValueTask<NexusValue> value))
        {
            return value;
        }

        if (Nested(member) is { } nested)
        {
            return new(NexusValue.From(nested));
        }

        // Reading a function gives a reference to it, as in JavaScript.
        return new(HasFunction(member)
            ? NexusValue.From(new NexusFunction((arguments, stop) => CallAsync(member, new NexusInvocation(NexusOperation.Apply, new[] { member }, arguments, caller), stop)))
            : NexusValue.Undefined);
    }

    private async ValueTask<NexusValue> ReadBelowAsync(NexusInvocation invocation, CancellationToken cancellationToken)
    {
        NexusValue value = TryGet(invocation.Path.Span[0], cancellationToken, out ValueTask<NexusValue> read) ? await read.ConfigureAwait(false) : NexusValue.Undefined;
        foreach (string name in invocation.Path[1..].ToArray())
        {
            value = value[name];
        }

        return value;
    }

    private NexusException Missing(NexusInvocation invocation)
    {
        string member = invocation.Path.Span[0];
        return invocation.Operation == NexusOperation.Apply ? invocation.NotCallable()
            : HasFunction(member) || HasProperty(member) || Nested(member) is not null
                ? new NexusException(NexusErrorCodes.ResourceAccessDenied, $"'{member}' can't be assigned.")
                : new NexusException(NexusErrorCodes.ResourceNotFound, $"There is no property '{member}'.");
    }
}
