using Jint;
using Jint.Native;
using Jint.Native.Promise;

namespace Ixt.NodeHost.Engines;

/// <summary>Promises rejected without a handler, in order, until they are reported or handled.</summary>
internal sealed class RejectionTracker
{
    private readonly List<(JsValue Promise, JsValue Reason)> _pending = [];
    private readonly HashSet<JsValue> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<JsValue> _late = new();

    public RejectionTracker(Engine engine)
    {
        engine.Advanced.PromiseRejectionTracker += (_, e) =>
        {
            if (e.Operation == PromiseRejectionOperation.Reject)
            {
                _pending.Add((e.Promise, e.Value ?? JsValue.Undefined));
            }
            else if (_pending.RemoveAll(p => ReferenceEquals(p.Promise, e.Promise)) == 0 && _reported.Remove(e.Promise))
            {
                _late.Enqueue(e.Promise);
            }
        };
    }

    /// <summary>The oldest rejection nobody has handled; from now on it counts as reported.</summary>
    public bool TryTake(out JsValue promise, out JsValue reason)
    {
        promise = reason = JsValue.Undefined;
        if (_pending.Count == 0)
        {
            return false;
        }

        (promise, reason) = _pending[0];
        _pending.RemoveAt(0);
        _reported.Add(promise);
        return true;
    }

    /// <summary>A promise that got its handler after it was reported.</summary>
    public bool TryTakeLate(out JsValue promise)
    {
        bool found = _late.TryDequeue(out JsValue? next);
        promise = next ?? JsValue.Undefined;
        return found;
    }
}
