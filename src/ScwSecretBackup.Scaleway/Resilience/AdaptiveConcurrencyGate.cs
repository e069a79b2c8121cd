using System.Diagnostics.CodeAnalysis;

namespace ScwSecretBackup.Scaleway.Resilience;

/// <summary>
/// Bounds the calls under way: halves the bound when the service throttles, raises it by one per interval without throttling
/// (additive increase, multiplicative decrease). Thread-safe; waiting callers are let in in order of arrival.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "Calls under way give their slots back after the client is disposed, and a semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class AdaptiveConcurrencyGate
{
    private static readonly TimeSpan RecoveryInterval = TimeSpan.FromSeconds(1);

    private readonly object _sync = new();
    private readonly SemaphoreSlim _slots;
    private readonly TimeProvider _timeProvider;
    private readonly int _maximum;
    private int _limit;

    /// <summary>Slots still to be withheld when calls leave, because the limit was lowered below the number under way.</summary>
    private int _withheld;

    private long _lastLowered = long.MinValue;
    private long _lastChange;

    public AdaptiveConcurrencyGate(int maximum, TimeProvider timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        _maximum = maximum;
        _limit = maximum;
        _slots = new SemaphoreSlim(maximum, maximum);
        _timeProvider = timeProvider;
        _lastChange = timeProvider.GetTimestamp();
    }

    /// <summary>Calls that may be under way now.</summary>
    public int Limit
    {
        get
        {
            lock (_sync)
            {
                return _limit;
            }
        }
    }

    /// <summary>Waits for a slot; returns the time of entry, to be given back to <see cref="Leave"/>.</summary>
    public async ValueTask<long> EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _timeProvider.GetTimestamp();
    }

    /// <summary>Gives the slot back.</summary>
    /// <param name="entered">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="throttled">Whether the service answered 429.</param>
    public void Leave(long entered, bool throttled)
    {
        lock (_sync)
        {
            if (throttled)
            {
                Lower(entered);
            }
            else
            {
                Raise();
            }

            Release();
        }
    }

    private void Lower(long entered)
    {
        // Of a burst that was sent under the old limit, only the first refusal counts.
        if (entered < _lastLowered)
        {
            return;
        }

        var lowered = Math.Max(1, _limit / 2);
        _withheld += _limit - lowered;
        _limit = lowered;
        _lastLowered = _timeProvider.GetTimestamp();
        _lastChange = _lastLowered;
    }

    private void Raise()
    {
        if (_limit == _maximum || _timeProvider.GetElapsedTime(_lastChange) < RecoveryInterval)
        {
            return;
        }

        _limit++;
        _lastChange = _timeProvider.GetTimestamp();
        Release();
    }

    private void Release()
    {
        if (_withheld > 0)
        {
            _withheld--;
        }
        else
        {
            _slots.Release();
        }
    }
}
