using System.Diagnostics;

namespace Porting.Blocking;

/// <summary>What <c>subprocess.run(…, input=…, stdout=PIPE)</c> does.</summary>
internal static class ProgramRunner
{
    #region process
    public static async Task<ProgramResult> RunAsync(
        string program, string[] arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        try
        {
            // Reading begins before writing: a program that fills its output's pipe would else wait for us while we wait for it.
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
            string text = await output;
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true); // disposing a Process lets it run on
            throw;
        }
    }
    #endregion
}
