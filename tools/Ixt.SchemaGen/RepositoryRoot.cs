namespace Ixt.SchemaGen;

/// <summary>Finds the repository from a folder inside it.</summary>
public static class RepositoryRoot
{
    /// <summary>The nearest folder at or above <paramref name="start"/> that holds <c>Ixt.slnx</c>, or <see langword="null"/>.</summary>
    public static string? Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ixt.slnx")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
