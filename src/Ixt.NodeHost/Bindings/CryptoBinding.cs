using System.Security.Cryptography;
using Ixt.NodeHost.Buffers;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>Randomness (seeded when the options say so) and hashes.</summary>
internal static class CryptoBinding
{
    public static JsValue Create(Engine engine, Random? seeded) => new BindingObject(engine)
        .Method("random", _ => (seeded ?? Random.Shared).NextDouble())
        .Action("fillRandom", a => FillRandom(seeded, ByteView.Of(a, 0)))
        .Method("hash", a => engine.Intrinsics.ArrayBuffer.Construct(Hash(a[0].AsString(), ByteView.Of(a, 1))))
        .Method("hmac", a => engine.Intrinsics.ArrayBuffer.Construct(Hmac(a[0].AsString(), ByteView.Of(a, 1), ByteView.Of(a, 4))))
        .Method("fixedTimeEquals", a => CryptographicOperations.FixedTimeEquals(ByteView.Of(a, 0), ByteView.Of(a, 3)))
        .Target;

    private static void FillRandom(Random? seeded, Span<byte> target)
    {
        if (seeded is null)
        {
            RandomNumberGenerator.Fill(target);
        }
        else
        {
            seeded.NextBytes(target);
        }
    }

    private static HashAlgorithmName Algorithm(string name) => name switch
    {
        "md5" => HashAlgorithmName.MD5,
        "sha1" => HashAlgorithmName.SHA1,
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => throw new ArgumentException($"Unknown hash '{name}'.", nameof(name)),
    };

    private static byte[] Hash(string name, ReadOnlySpan<byte> data) => CryptographicOperations.HashData(Algorithm(name), data);

    private static byte[] Hmac(string name, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        CryptographicOperations.HmacData(Algorithm(name), key, data);
}
