using Microsoft.CodeAnalysis;

namespace Ixt.Nexus.Generators;

internal sealed partial class TypeMapper
{
    private static Codec? Scalar(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single
            or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_String or SpecialType.System_DateTime => Library(type.Name),
        _ => type.In(WellKnown.Bare) switch
        {
            "System.Numerics.BigInteger" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" or "System.Guid" => Library(type.Name),
            "Ixt.Nexus.NexusValue" => Library("Value"),
            "Ixt.Nexus.NexusObject" => Library("Object"),
            "Ixt.Nexus.NexusMap" => Library("NexusMap"),
            "Ixt.Nexus.NexusSet" => Library("NexusSet"),
            "Ixt.Nexus.NexusRef" => Library("Ref"),
            _ => null,
        },
    };

    private static Codec Library(string name) => new($"{Convert}Read{name}", $"{Convert}Write{name}");
}
