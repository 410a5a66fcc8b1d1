using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Commands;

/// <summary>How the user starts this program again.</summary>
internal static class ProgramName
{
    /// <summary>The beginning of a command line.</summary>
    public static string Of(SpecDirectory spec) =>
        spec.Repository is not null ? "dotnet run --project src/Ixt.Conformance --" : Path.GetFileName(Environment.ProcessPath) is "dotnet" or null ? "dotnet Ixt.Conformance.dll" : Path.GetFileName(Environment.ProcessPath)!;
}
