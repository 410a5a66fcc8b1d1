using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Execution;

/// <summary>What a scripted module can do.</summary>
internal sealed class ScriptedPeer(Socket socket, OutputCapture output)
{
    public Task SendAsync(string line) => SendRawAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendRawAsync(byte[] bytes) => await socket.SendAsync(bytes);

    public void WriteError(string line) => output.Add(line);

    public void Exit(int code) => throw new ScriptedExitException(code);

    public async Task AnswerAsync(JsonElement frame)
    {
        string id = frame.GetProperty("id").GetRawText();
        string data = frame.GetProperty("type").GetString() == "health_check" ? """{"healthy":true}""" : "{}";
        await SendAsync($$"""{"type":"response","id":{{id}},"success":true,"data":{{data}}}""");
        if (frame.GetProperty("type").GetString() == "shutdown")
        {
            Exit(0);
        }
    }
}
