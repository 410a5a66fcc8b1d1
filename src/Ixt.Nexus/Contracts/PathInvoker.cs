namespace Ixt.Nexus;

/// <summary>An object nested in a service or in another object: a path, no round trip.</summary>
internal sealed class PathInvoker(INexusInvoker root, string[] prefix) : INexusInvoker
{
    internal INexusInvoker Root => root;

    internal string[] Prefix => prefix;

    public ValueTask<NexusValue> InvokeAsync(
        NexusOperation operation, ReadOnlyMemory<string> path, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        root.InvokeAsync(operation, (string[])[.. prefix, .. path.Span], arguments, cancellationToken);

    internal static PathInvoker Below(INexusInvoker invoker, string member) =>
        invoker is PathInvoker nested ? new(nested.Root, [.. nested.Prefix, member]) : new(invoker, [member]);
}
