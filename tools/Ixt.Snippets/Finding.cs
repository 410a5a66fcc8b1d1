namespace Ixt.Snippets;

/// <summary>Something wrong with a page or with a file that it quotes.</summary>
/// <param name="File">Relative to the repository.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="IsDifference">Whether the block can be filled and only holds something else.</param>
public sealed record Finding(string File, int Line, string Text, bool IsDifference = false)
{
    /// <summary>As compilers write it, so that editors jump there.</summary>
    public override string ToString() => $"{File}:{Line}: {Text}";
}
