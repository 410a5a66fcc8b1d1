using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>When a <c>Map</c> or <c>Set</c> takes two keys for one: equal text and numbers are the same, two objects never are.</summary>
/// <remarks>Not only because JavaScript has it so: comparing nested values that a peer chose could take all of the time, or of the stack.</remarks>
internal sealed class SameValueZero : IEqualityComparer<NexusValue>
{
    internal static readonly SameValueZero Instance = new();

    public bool Equals(NexusValue x, NexusValue y) =>
        x.Kind == y.Kind && (HasIdentity(x) ? ReferenceEquals(x.Content, y.Content) : x.Equals(y));

    public int GetHashCode(NexusValue value) => HasIdentity(value) ? RuntimeHelpers.GetHashCode(value.Content) : value.GetHashCode();

    private static bool HasIdentity(NexusValue value) =>
        value.Kind is NexusKind.Array or NexusKind.Object or NexusKind.Map or NexusKind.Set or NexusKind.Reference;
}
