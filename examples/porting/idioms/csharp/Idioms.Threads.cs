using System.Text.Json;
using System.Threading.Channels;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.threads")]
    private static async ValueTask<ModuleResult> ThreadsAsync(HandleMessage message, CancellationToken cancellationToken)
    {
        JsonElement data = Parse(message.Payload);
        int[] numbers = Integers(data, "numbers");
        List<int> results = [];
        Lock gate = new();
        TaskCompletionSource ready = new();

        void Add(int n)
        {
            lock (gate)
            {
                results.Add(n);
            }

            ready.SetResult();
        }

        Task worker = Task.Run(() => Add(100), cancellationToken);
        await ready.Task;
        await worker;
        int[] squares = await Task.WhenAll(numbers.Select(n => Task.Run(() => n * n)));
        Channel<int> jobs = Channel.CreateUnbounded<int>();
        jobs.Writer.TryWrite(1);
        int job = await jobs.Reader.ReadAsync(cancellationToken);
        return Success(("results", ToJson(results)), ("squares", ToJson(squares)), ("job", job));
    }
}
