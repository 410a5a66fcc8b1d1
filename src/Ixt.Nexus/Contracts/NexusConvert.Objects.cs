using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

public static partial class NexusConvert
{
    /// <summary>The members of an object that is about to be read.</summary>
    public static NexusObject Enter(NexusValue value)
    {
        CheckDepth();
        return value.AsObject();
    }

    /// <summary>An object that is about to be written.</summary>
    /// <param name="members">How many there will be.</param>
    public static NexusObject Begin(int members)
    {
        CheckDepth();
        return new NexusObject(members);
    }

    /// <summary>Whether a member is there and not <c>undefined</c>.</summary>
    public static bool Has(NexusObject members, string name)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members[name].Kind != NexusKind.Undefined;
    }

    /// <summary>A member; one that is missing is read as <c>undefined</c>.</summary>
    public static T Member<T>(NexusObject members, string name, Func<NexusValue, T> read)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Member(members[name], name, read);
    }

    /// <summary>A member that can be left out.</summary>
    public static T Member<T>(NexusObject members, string name, Func<NexusValue, T> read, T fallback) => Has(members, name) ? Member(members, name, read) : fallback;

    /// <summary>A reference of the peer as the interface that it stands for.</summary>
    public static T ReadReference<T>(NexusValue value)
        where T : class => NexusContracts.Of<T>().CreateProxy(value.AsRef());

    /// <summary>A reference to something of this side; to a proxy of the peer's one that leads on to there.</summary>
    public static NexusValue WriteReference<T>(T? value)
        where T : class => value is null ? NexusValue.Null
            : NexusReferences.Of(value) is { } reference ? NexusValue.From(reference)
            : NexusValue.From(NexusContracts.Of<T>().CreateDispatcher(value));

    /// <summary>A reference of the peer.</summary>
    public static NexusRef ReadRef(NexusValue value) => value.AsRef();

    /// <summary>A reference that leads on to the peer's, or <c>null</c>.</summary>
    public static NexusValue WriteRef(NexusRef? value) => value is null ? NexusValue.Null : NexusValue.From(value);

    /// <summary>Named values.</summary>
    public static NexusObject ReadObject(NexusValue value) => value.AsObject();

    /// <summary>Named values, or <c>null</c>.</summary>
    public static NexusValue WriteObject(NexusObject? value) => value is null ? NexusValue.Null : NexusValue.From(value);

    /// <summary>A Map.</summary>
    public static NexusMap ReadNexusMap(NexusValue value) => value.AsMap();

    /// <summary>A Map, or <c>null</c>.</summary>
    public static NexusValue WriteNexusMap(NexusMap? value) => value is null ? NexusValue.Null : NexusValue.From(value);

    /// <summary>A Set.</summary>
    public static NexusSet ReadNexusSet(NexusValue value) => value.AsSet();

    /// <summary>A Set, or <c>null</c>.</summary>
    public static NexusValue WriteNexusSet(NexusSet? value) => value is null ? NexusValue.Null : NexusValue.From(value);

    private static T Member<T>(NexusValue member, string name, Func<NexusValue, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read(member);
        }
        catch (NexusValueException e)
        {
            throw e.Below("." + name);
        }
    }

    private static void CheckDepth()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NexusValueException("The value is circular or nested too deeply.");
        }
    }
}
