namespace Ixt.Conformance.Cases;

/// <summary>Where the specification, its schemas and its cases are read from.</summary>
/// <param name="Root">The directory that holds <c>PROTOCOL.md</c>, <c>schema/</c> and <c>cases/</c>.</param>
/// <param name="Home">The directory beside which <c>js-reference/</c> and <c>testees/</c> lie: the repository, or the copy beside the program.</param>
internal sealed record SpecDirectory(string Root, string Home)
{
    private const string RepositoryMark = "Ixt.slnx";

    /// <summary>The repository's root, or null outside of a repository.</summary>
    public string? Repository => File.Exists(Path.Combine(Home, RepositoryMark)) ? Home : null;

    /// <summary>The schema of that name in <c>schema/</c>.</summary>
    public string Schema(string name) => Path.Combine(Root, "schema", name);

    /// <summary>The explicit directory, else the repository around the program or the working directory, else the copy beside the program.</summary>
    /// <exception cref="SuiteFaultException">None of them holds a specification.</exception>
    public static SpecDirectory Find(string? given)
    {
        string? repository = WalkUp(AppContext.BaseDirectory) ?? WalkUp(Directory.GetCurrentDirectory());
        string copy = Path.Combine(AppContext.BaseDirectory, "suite");
        string home = repository ?? copy;
        string root = given is null ? Path.Combine(home, "spec") : Path.GetFullPath(given);
        if (!File.Exists(Path.Combine(root, "PROTOCOL.md")))
        {
            throw new SuiteFaultException($"No specification in {root}: PROTOCOL.md is missing. Point --spec at the directory that holds it.");
        }

        return new SpecDirectory(root, home);
    }

    private static string? WalkUp(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, RepositoryMark)) && Directory.Exists(Path.Combine(at.FullName, "spec")))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
