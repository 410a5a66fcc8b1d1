using System.Text.Json;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Reads what the runtime holds and answers.</summary>
internal static class RuntimeReader
{
    private const string AnswerRemedy = "An answer is {\"success\": true, \"data\": {…}} or {\"success\": false, \"error\": {\"code\": …, \"message\": …}}; \"hold\" waits for a step that releases it.";

    /// <summary>Reads the member <c>runtime</c>.</summary>
    public static RuntimeScript Read(ScriptNode? node)
    {
        if (node is not { } runtime)
        {
            return new RuntimeScript(new Dictionary<string, byte[]>(), new Dictionary<string, ServiceError>(), new Dictionary<string, IReadOnlyList<BusAnswer>>());
        }

        runtime.Object("kv", "kv_fails", "topics");
        return new RuntimeScript(
            Each(runtime.Find("kv"), "Keys with {\"text\": …}, {\"json\": …} or {\"base64\": …}.", n => PayloadReader.Read(n.Object("text", "json", "base64"))),
            Each(runtime.Find("kv_fails"), "Keys with {\"code\": …, \"message\": …}.", ReadError),
            Each(runtime.Find("topics"), "Topics with their answers.", ReadAnswers));
    }

    /// <summary>Reads the answer that a released call gets.</summary>
    public static JsonElement ReadAnswer(ScriptNode node)
    {
        node.Object("success", "data", "error");
        bool success = node.Need("success", AnswerRemedy).Flag();
        (string needed, string other) = success ? ("data", "error") : ("error", "data");
        if (node.Find(other) is { } stranger)
        {
            throw stranger.Fault($"an answer with success {(success ? "true" : "false")} has no {other}", AnswerRemedy);
        }

        if (success)
        {
            node.Need(needed, AnswerRemedy).AnyObject(AnswerRemedy);
        }
        else
        {
            ScriptNode error = node.Need(needed, AnswerRemedy).Object("code", "message", "details");
            error.Need("code", AnswerRemedy).Text(AnswerRemedy);
            error.Need("message", AnswerRemedy).Text(AnswerRemedy);
        }

        return node.Value;
    }

    private static IReadOnlyList<BusAnswer> ReadAnswers(ScriptNode node)
    {
        if (node.Value.ValueKind != JsonValueKind.Array)
        {
            return [ReadOne(node)];
        }

        IReadOnlyList<BusAnswer> answers = [.. node.Items(AnswerRemedy).Select(ReadOne)];
        return answers.Count > 0 ? answers : throw node.Fault("the list is empty", AnswerRemedy);
    }

    private static BusAnswer ReadOne(ScriptNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.String)
        {
            return node.Value.GetString() == "hold" ? new BusAnswer(null) : throw node.Fault($"\"{node.Value.GetString()}\" is no answer", AnswerRemedy);
        }

        return new BusAnswer(ReadAnswer(node));
    }

    private static ServiceError ReadError(ScriptNode node)
    {
        const string Remedy = "An error has a code and a message.";
        node.Object("code", "message");
        return new ServiceError(node.Need("code", Remedy).Text(Remedy), node.Need("message", Remedy).Text(Remedy));
    }

    private static Dictionary<string, T> Each<T>(ScriptNode? node, string remedy, Func<ScriptNode, T> read) =>
        node is { } there ? there.Members(remedy).ToDictionary(m => m.Name, m => read(m.Node), StringComparer.Ordinal) : [];
}
