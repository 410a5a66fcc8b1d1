using System.Reflection;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

namespace Ixt.Wire.Tests;

/// <summary>Runs a theory once for every way in which an input can arrive: the theory takes one <see cref="Cut"/>.</summary>
/// <remarks>The input is text, with <c>\xNN</c> for any byte.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryCutAttribute(string input) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Cut.Every(Parse(input)).Select(cut => new TheoryDataRow<Cut>(cut))]);

    public override bool SupportsDiscoveryEnumeration() => false;

    internal static byte[] Parse(string text)
    {
        List<byte> bytes = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 2, 2), 16));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return [.. bytes];
    }
}
