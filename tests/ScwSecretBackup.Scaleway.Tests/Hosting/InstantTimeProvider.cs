using System.Collections.Concurrent;

namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>
/// A clock for tests: delays shorter than <see cref="TestClient.RequestTimeout"/> end at once and are written down;
/// longer ones, which are limits of a try, end when a test says so.
/// </summary>
internal sealed class InstantTimeProvider : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _delays = new();
    private readonly ConcurrentDictionary<PendingTimer, bool> _limits = new();
    private long _ticks;

    /// <summary>The delays so far.</summary>
    public IReadOnlyList<TimeSpan> Delays => [.. _delays];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    /// <summary>Lets the limits of all tries under way expire.</summary>
    public void ExpireLimits()
    {
        foreach (var limit in _limits.Keys)
        {
            limit.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PendingTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class PendingTimer(InstantTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TestClient.RequestTimeout)
            {
                owner._limits.TryAdd(this, true);
            }
            else if (dueTime >= TimeSpan.Zero)
            {
                owner._delays.Enqueue(dueTime);
                owner.Advance(dueTime);
                ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            }

            return true;
        }

        public void Dispose() => owner._limits.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
