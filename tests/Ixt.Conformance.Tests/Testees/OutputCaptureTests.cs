using System.Text.RegularExpressions;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Testees;

public sealed class OutputCaptureTests
{
    [Fact]
    public async Task A_line_is_found_whether_it_was_there_before_or_comes_later()
    {
        OutputCapture output = new();
        output.Add("early");
        await output.WaitForAsync(new Regex("early"), TestContext.Current.CancellationToken);

        Task later = output.WaitForAsync(new Regex("late"), TestContext.Current.CancellationToken);
        output.Add("not yet");
        Assert.False(later.IsCompleted);
        output.Add("late");

        await later;
        Assert.Equal(["not yet", "late"], output.Tail(2));
    }

    [Fact]
    public void A_flood_is_cut_off()
    {
        OutputCapture output = new();
        using (LineWriter writer = new(output))
        {
            writer.Write(new string('x', 1_000_000));
            for (int i = 0; i < 20_000; i++)
            {
                writer.Write("\n.");
            }
        }

        Assert.Equal(10_000, output.Tail(int.MaxValue).Count);
        Assert.Equal(16 * 1024, output.Tail(int.MaxValue)[0].Length);
    }
}
