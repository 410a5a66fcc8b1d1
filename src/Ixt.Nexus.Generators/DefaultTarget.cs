namespace Ixt.Nexus.Generators;

/// <summary>The daemon that a service's attribute names.</summary>
/// <param name="AppId">Its application.</param>
/// <param name="Instance">Which of several; null for the default one.</param>
internal sealed record DefaultTarget(string AppId, string? Instance)
{
    /// <summary>Reads <c>APP</c> or <c>APP/INSTANCE</c>; null if it is neither, by the rules that clients have for both.</summary>
    internal static DefaultTarget? Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length <= 2 && parts.All(static p => p is not ("" or "." or "..") && p.IndexOfAny(['\\', '\0']) < 0)
            ? new DefaultTarget(parts[0], parts.Length == 2 ? parts[1] : null)
            : null;
    }
}
