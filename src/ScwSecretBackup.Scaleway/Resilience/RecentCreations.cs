using System.Collections.Concurrent;

namespace ScwSecretBackup.Scaleway.Resilience;

/// <summary>
/// Secrets that this client created or added versions to a moment ago. A read or a change that does not find them yet is worth repeating
/// (SECRET-MANAGER §6: reads shortly after writes may fail); for all others a 404 is final.
/// </summary>
internal sealed class RecentCreations(TimeProvider timeProvider)
{
    /// <summary>As long as the official Terraform provider repeats a 404 after a creation.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> _created = new(StringComparer.OrdinalIgnoreCase);
    private long _lastPurge = timeProvider.GetTimestamp();

    public void Remember(string secretId)
    {
        _created[secretId] = timeProvider.GetTimestamp();
        if (timeProvider.GetElapsedTime(Volatile.Read(ref _lastPurge)) > Lag)
        {
            Purge();
        }
    }

    public bool Contains(string secretId) => _created.TryGetValue(secretId, out var created) && IsRecent(created);

    private void Purge()
    {
        Volatile.Write(ref _lastPurge, timeProvider.GetTimestamp());
        foreach (var entry in _created.Where(entry => !IsRecent(entry.Value)))
        {
            _created.TryRemove(entry);
        }
    }

    private bool IsRecent(long created) => timeProvider.GetElapsedTime(created) <= Lag;
}
