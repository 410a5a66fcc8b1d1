using System.Diagnostics.CodeAnalysis;

namespace Ixt.Bench.Nexus;

/// <summary>The command line.</summary>
/// <param name="Quick">The short plan.</param>
/// <param name="JsonPath">Where the results go as JSON, or null.</param>
internal sealed record NexusArguments(bool Quick, string? JsonPath)
{
    internal static bool TryParse(string[] args, [NotNullWhen(true)] out NexusArguments? arguments)
    {
        arguments = args switch
        {
            [] => new(false, null),
            ["--quick"] => new(true, null),
            ["--json", string path] => new(false, path),
            ["--quick", "--json", string path] => new(true, path),
            _ => null,
        };
        return arguments is not null;
    }
}
