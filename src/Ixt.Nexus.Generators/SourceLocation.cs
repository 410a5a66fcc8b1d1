using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Ixt.Nexus.Generators;

/// <summary>A place in the source that compares by value and keeps no syntax tree alive.</summary>
internal sealed record SourceLocation(string Path, TextSpan Span, LinePositionSpan Lines)
{
    internal static SourceLocation? From(Location? location) =>
        location?.SourceTree is { } tree ? new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    internal Location ToLocation() => Location.Create(Path, Span, Lines);
}
