using Ixt.Protocol;

namespace Ixt.Session;

/// <content>The table of outstanding requests. Everything here is under the lock.</content>
public sealed partial class ModuleSession
{
    // Idle entries that are kept: what a burst of more leaves behind is the collector's.
    private const int MaxIdle = 1024;

    private readonly Dictionary<RequestId, ModuleRequest> _outstanding = [];
    private readonly Stack<ModuleRequest> _idle = new();

    private ModuleRequest Enter(RequestId id, RuntimeFrame frame, long arrival)
    {
        if (!_idle.TryPop(out ModuleRequest? request))
        {
            request = new ModuleRequest(this);
        }

        request.Begin(frame, arrival);
        _outstanding.Add(id, request);
        Interlocked.Increment(ref _unanswered);
        return request;
    }

    private void Leave(ModuleRequest request, RequestId id, bool mayUseAgain)
    {
        _outstanding.Remove(id);
        if (mayUseAgain && _idle.Count < MaxIdle)
        {
            request.End();
            _idle.Push(request);
        }
    }

    // To be answered by the caller and by nobody else.
    private List<ModuleRequest> ClaimOutstanding()
    {
        List<ModuleRequest> claimed = [];
        foreach (ModuleRequest request in _outstanding.Values)
        {
            if (request.TryClaim())
            {
                claimed.Add(request);
            }
        }

        return claimed;
    }
}
