using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Blocking;

/// <summary>Work that blocks: a slow hash, decompression, files, other programs.</summary>
internal sealed partial class Vault : IxtProcessModule
{
    private TimeSpan _timeout;
    private DirectoryInfo? _directory;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _timeout = TimeSpan.FromMilliseconds(config.GetInt32("timeout_ms", 5000));
        _directory = Directory.CreateTempSubdirectory();
        return default;
    }

    protected override ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        _directory!.Delete(recursive: true);
        return default;
    }

    #region cpu
    [Topic("vault.derive")]
    private static async Task<ModuleResult> DeriveAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        KeyRequest request;
        try
        {
            request = JsonSerializer.Deserialize(message.Payload.Span, VaultJson.Default.KeyRequest) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            return Error("INVALID_INPUT", "Wanted: password, salt and rounds.");
        }

        if (request.Rounds is < 1 or > 1_000_000)
        {
            return Error("INVALID_INPUT", "1 to 1000000 rounds.");
        }

        // Task.Run: on another thread, so that other messages go on meanwhile. It must not touch the module's fields.
        byte[] key = await Task.Run(
            () => Rfc2898DeriveBytes.Pbkdf2(request.Password, Encoding.UTF8.GetBytes(request.Salt), request.Rounds, HashAlgorithmName.SHA256, 32),
            cancellationToken);
        return Success(("key", Convert.ToHexStringLower(key)));
    }
    #endregion

    #region gzip
    [Topic("vault.unpack")]
    private static async Task<ModuleResult> UnpackAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        using MemoryStream data = new();
        try
        {
            using GZipStream gzip = new(new MemoryStream(message.Payload.ToArray()), CompressionMode.Decompress);
            await Task.Run(() => gzip.CopyTo(data), cancellationToken); // from memory, "CopyToAsync" would not leave the thread either
        }
        catch (InvalidDataException) // for a file that was cut off, only with a switch: see the project file
        {
            return Error("BAD_ARCHIVE", "The payload is not a whole gzip file.");
        }

        return Success(("size", data.Length), ("data", data.ToArray()));
    }
    #endregion

    #region files
    [Topic("vault.store")]
    private async Task<ModuleResult> StoreAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(message.Payload.Span))[..16];
        await File.WriteAllBytesAsync(Path.Combine(_directory!.FullName, name), message.Payload, cancellationToken);
        return Success(("name", name));
    }

    [Topic("vault.load")]
    private async Task<ModuleResult> LoadAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        string name = message.GetPayloadText();
        if (name.Length == 0 || !name.All(char.IsLetterOrDigit))
        {
            return Error("INVALID_INPUT", "The payload is a name that vault.store gave.");
        }

        try
        {
            return Success(("data", await File.ReadAllBytesAsync(Path.Combine(_directory!.FullName, name), cancellationToken)));
        }
        catch (FileNotFoundException)
        {
            return Error("NOT_FOUND", $"Nothing is stored as {name}.");
        }
    }
    #endregion

    [Topic("vault.sort")]
    private Task<ModuleResult> SortAsync(HandleMessage message, CancellationToken cancellationToken) =>
        RunProgramAsync("sort", ["-n"], message.Payload, cancellationToken);

    [Topic("vault.nap")]
    private Task<ModuleResult> NapAsync(HandleMessage message, CancellationToken cancellationToken) =>
        RunProgramAsync("sleep", [message.GetPayloadText()], default, cancellationToken);

    #region subprocess
    private async Task<ModuleResult> RunProgramAsync(
        string program, string[] arguments, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_timeout, Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            ProgramResult done = await ProgramRunner.RunAsync(program, arguments, text, either.Token);
            return done.ExitCode == 0
                ? Success(("output", done.Output))
                : Error("FAILED", $"{program} ended with {done.ExitCode}.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return Error("TIMED_OUT", $"{program} took too long.");
        }
    }
    #endregion
}
