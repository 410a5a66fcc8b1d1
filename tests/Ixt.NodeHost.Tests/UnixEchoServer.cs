using System.Net.Sockets;
using System.Text;

namespace Ixt.NodeHost.Tests;

/// <summary>The peer of the net tests. The first line a client sends says what to do with the connection.</summary>
/// <remarks>
/// <c>echo</c>: sends back what follows, half-closes after the client does. <c>bye</c>: says "bye", closes. <c>chunks N</c>: N pieces of one UTF-8 text cut
/// inside characters, then closes. <c>sink</c>: reads to the end, answers with the byte count. <c>stall</c>: never reads. <c>drop</c>: closes at once.
/// </remarks>
internal sealed class UnixEchoServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nodehost");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public UnixEchoServer()
    {
        SocketPath = Path.Combine(_directory.FullName, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string SocketPath { get; }

    public string DirectoryPath => _directory.FullName;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client, await ReadLineAsync(client));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The client is gone; that is what some tests are about.
            }
        }
    }

    private async Task<string> ReadLineAsync(Socket client)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await client.ReceiveAsync(one, _stop.Token) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    private async Task TalkAsync(Socket client, string command)
    {
        byte[] buffer = new byte[65536];
        switch (command.Split(' ')[0])
        {
            case "echo":
                for (int n; (n = await client.ReceiveAsync(buffer, _stop.Token)) > 0;)
                {
                    await SendAllAsync(client, buffer.AsMemory(0, n));
                }

                client.Shutdown(SocketShutdown.Send);
                break;
            case "bye":
                await SendAllAsync(client, "bye"u8.ToArray());
                break;
            case "chunks":
                foreach (byte b in Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aé€😀", int.Parse(command.Split(' ')[1])))))
                {
                    await SendAllAsync(client, new[] { b });
                    await Task.Yield();
                }

                break;
            case "sink":
                long total = 0;
                for (int n; (n = await client.ReceiveAsync(buffer, _stop.Token)) > 0;)
                {
                    total += n;
                }

                await SendAllAsync(client, Encoding.UTF8.GetBytes($"{total}"));
                break;
            case "stall":
                await Task.Delay(Timeout.Infinite, _stop.Token);
                break;
        }
    }

    private async Task SendAllAsync(Socket client, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await client.SendAsync(bytes, _stop.Token)..];
        }
    }
}
