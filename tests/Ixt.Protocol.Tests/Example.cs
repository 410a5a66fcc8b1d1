namespace Ixt.Protocol.Tests;

/// <summary>One file under <c>spec/examples</c>; its name says what the verdict should be.</summary>
internal sealed record Example(string Definition, string File)
{
    public static Example[] All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Spec.Folder, "examples"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new Example(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path))),
    ];

    public string Key => $"examples/{Definition}/{File}";

    public bool IsValid => File.StartsWith("valid-", StringComparison.Ordinal);

    public byte[] Bytes() => System.IO.File.ReadAllBytes(Path.Combine(Spec.Folder, "examples", Definition, File));

    public override string ToString() => Key;
}
