using System.Collections;
using System.Runtime.CompilerServices;

namespace Ixt.Sdk.Testing;

/// <summary>What a module did, in the order in which it did it, and a way to wait for the next of it.</summary>
/// <typeparam name="T">What is recorded.</typeparam>
/// <remarks>
/// Safe from any thread. What the module sent before an answer is recorded before the harness returns that answer, and everything is
/// when it returns the exit code: a test that has its answer need not wait for anything else.
/// </remarks>
public class Recording<T> : IReadOnlyList<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private readonly LinkedList<T> _unseen = new();
    private readonly List<(Func<T, bool> Matches, TaskCompletionSource<T> Found)> _waiting = [];
    private readonly string _kind;
    private readonly Waiter _waiter;
    private Func<string, Exception>? _ended;

    internal Recording(string kind, Waiter waiter)
    {
        _kind = kind;
        _waiter = waiter;
    }

    /// <summary>How many there are so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>One of them, from the first on.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public T this[int index]
    {
        get
        {
            lock (_gate)
            {
                return _items[index];
            }
        }
    }

    /// <summary>Waits for the first that no <c>NextAsync</c> has returned yet; one that is there already is returned at once.</summary>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c> when none can come any more.</exception>
    public Task<T> NextAsync() => TakeAsync(static _ => true, _kind);

    /// <summary>Waits for the first that fits and that no <c>NextAsync</c> has returned yet; others stay for later calls.</summary>
    /// <param name="matches">Says whether one fits. May be called for each one, and more than once.</param>
    /// <param name="condition">The text of <paramref name="matches"/>, for messages; the compiler gives it.</param>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c> when none can come any more.</exception>
    public Task<T> NextAsync(Func<T, bool> matches, [CallerArgumentExpression(nameof(matches))] string condition = "")
    {
        ArgumentNullException.ThrowIfNull(matches);
        return TakeAsync(matches, $"{_kind} with {condition}");
    }

    /// <summary>Those that are there now.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        lock (_gate)
        {
            return _items.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal async Task<T> TakeAsync(Func<T, bool> matches, string awaited)
    {
        (Func<T, bool> Matches, TaskCompletionSource<T> Found) wait = (matches, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            for (LinkedListNode<T>? node = _unseen.First; node is not null; node = node.Next)
            {
                if (matches(node.Value))
                {
                    _unseen.Remove(node);
                    return node.Value;
                }
            }

            if (_ended is not null)
            {
                throw _ended(awaited + " came");
            }

            _waiting.Add(wait);
        }

        try
        {
            return await _waiter.ForAsync(wait.Found.Task, () => $"{awaited} ({Count} came in all)").ConfigureAwait(false);
        }
        catch (ModuleEndedSignal)
        {
            throw _ended!(awaited + " came");
        }
        finally
        {
            // Nobody is there any more to whom a later one could go.
            lock (_gate)
            {
                _waiting.Remove(wait);
            }
        }
    }

    internal void Add(T item)
    {
        lock (_gate)
        {
            _items.Add(item);
            foreach ((Func<T, bool> matches, TaskCompletionSource<T> found) in _waiting)
            {
                if (Fits(item, matches, found) && found.TrySetResult(item))
                {
                    return;
                }
            }

            _unseen.AddLast(item);
        }
    }

    /// <summary>Nothing comes any more: fails who waits, now and later.</summary>
    internal void End(Func<string, Exception> failure)
    {
        lock (_gate)
        {
            _ended = failure;
            foreach ((_, TaskCompletionSource<T> found) in _waiting)
            {
                found.TrySetException(new ModuleEndedSignal());
            }
        }
    }

    // The condition is the test's code: what it throws belongs to the one who waits, not to the module that is recorded.
    private static bool Fits(T item, Func<T, bool> matches, TaskCompletionSource<T> found)
    {
        try
        {
            return matches(item);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            found.TrySetException(e);
            return false;
        }
    }

    private sealed class ModuleEndedSignal : Exception;
}
