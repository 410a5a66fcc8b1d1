using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;

namespace Ixt.Nexus.Tests.Auth;

/// <summary>A clock can't prove that a comparison takes the same time for every secret; what the comparison is made of can.</summary>
public sealed class ConstantTimeTests
{
    private static readonly HashSet<MethodBase> s_calls = [.. CallsOf(typeof(SharedSecret).GetMethod("IsRequest", BindingFlags.NonPublic | BindingFlags.Static)!)];

    private static readonly string[] s_comparisons = ["Equals", "op_Equality", "op_Inequality", "Compare", "CompareOrdinal", "SequenceEqual", "SequenceCompareTo", "StartsWith", "IndexOf"];

    [Fact]
    public void Secrets_are_compared_by_the_function_that_takes_the_same_time_for_all() =>
        Assert.Contains(s_calls, m => m.DeclaringType == typeof(CryptographicOperations) && m.Name == nameof(CryptographicOperations.FixedTimeEquals));

    [Fact]
    public void They_are_hashed_first_so_that_not_even_their_length_counts() =>
        Assert.Contains(s_calls, m => m.DeclaringType == typeof(SHA256) && m.Name == nameof(SHA256.HashData));

    [Fact]
    public void Nothing_there_compares_texts_or_bytes_in_another_way() =>
        Assert.DoesNotContain(s_calls, m => s_comparisons.Contains(m.Name) && (m.DeclaringType == typeof(string) || m.DeclaringType == typeof(MemoryExtensions)));

    // call and callvirt, each followed by a token.
    private static IEnumerable<MethodBase> CallsOf(MethodInfo method)
    {
        byte[] code = method.GetMethodBody()!.GetILAsByteArray()!;
        for (int i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6f && TryResolve(method.Module, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1))) is { } called)
            {
                yield return called;
            }
        }
    }

    // A byte that only looks like one of the two has no method behind it.
    private static MethodBase? TryResolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
