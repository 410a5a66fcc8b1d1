using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

/// <summary>Holds a module class inside of another, which adds to the topics of its base.</summary>
internal static partial class Outer<T>
{
    internal sealed partial class DerivedModule : AttributedModule
    {
        [Topic("derived")]
        private static ModuleResult Derived(HandleMessage message) => Success(("type", typeof(T).Name));
    }
}
