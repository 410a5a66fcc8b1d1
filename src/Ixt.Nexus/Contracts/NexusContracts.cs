using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>The generated contracts of the program. They register themselves when their assembly is loaded.</summary>
public static class NexusContracts
{
    /// <summary>Makes a contract known. Generated code does this.</summary>
    public static void Register<T>(NexusContract<T> contract)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(contract);
        Volatile.Write(ref Known<T>.Contract, contract);
    }

    /// <summary>The contract of an interface.</summary>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: it has none.</exception>
    public static NexusContract<T> Of<T>()
        where T : class => Volatile.Read(ref Known<T>.Contract) ?? Load<T>();

    /// <summary>A typed proxy on top of an untyped proxy or a reference: of a target of a multicast, for instance.</summary>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: the interface has no contract.</exception>
    public static T As<T>(this INexusInvoker invoker)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(invoker);
        return Of<T>().CreateProxy(invoker);
    }

    internal static string TokenOf<T>(string? token)
        where T : class => token ?? Of<T>().Token ?? throw new NexusException(
            NexusErrorCodes.UsageInvalid, $"{typeof(T)} names no service: put [NexusService(token)] on it, or give a token.");

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Natively compiled, every module's initializer has run at start.")]
    private static NexusContract<T> Load<T>()
        where T : class
    {
        // To name an interface does not run the initializer of the assembly that it is in.
        RuntimeHelpers.RunModuleConstructor(typeof(T).Module.ModuleHandle);
        return Volatile.Read(ref Known<T>.Contract) ?? throw new NexusException(
            NexusErrorCodes.UsageInvalid,
            $"{typeof(T)} has no contract: it must be an interface with [NexusService] or [NexusObject], in a project that Ixt.Nexus.Generators is an analyzer of.");
    }

    private static class Known<T>
        where T : class
    {
        internal static NexusContract<T>? Contract;
    }
}
