using System.Security.Cryptography;
using System.Text;

namespace Ixt.Conformance.Cases;

/// <summary>Remembers, beside the program, that exactly these files fit exactly these schemas. Checking hundreds of files takes longer than running a case.</summary>
internal sealed class CheckedMark
{
    private static readonly string _path = Path.Combine(AppContext.BaseDirectory, "suite.checked");

    private readonly string _hash;

    private CheckedMark(string hash) => _hash = hash;

    /// <summary>Whether the same files were checked before and found right.</summary>
    public bool IsSet => File.Exists(_path) && File.ReadAllText(_path) == _hash;

    /// <summary>The mark of these files.</summary>
    public static async Task<CheckedMark> OfAsync(SpecDirectory spec, IReadOnlyList<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string schema in (string[])["case.schema.json", "script.schema.json"])
        {
            Append(hash, schema, await File.ReadAllTextAsync(spec.Schema(schema), cancellationToken).ConfigureAwait(false));
        }

        foreach ((string name, string text) in files)
        {
            Append(hash, name, text);
        }

        return new CheckedMark(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Remembers it. Where nothing can be written, it is checked again next time.</summary>
    public void Set()
    {
        if (IsSet)
        {
            return;
        }

        try
        {
            File.WriteAllText(_path, _hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An installed tool's directory may be read-only, or another runner writes the same just now.
        }
    }

    private static void Append(IncrementalHash hash, string name, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{text.Length}\0"));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
