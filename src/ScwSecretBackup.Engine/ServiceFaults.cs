using System.Runtime.ExceptionServices;
using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Engine;

/// <summary>
/// Tells a broken secret, which is a gap in the backup, from a broken service, which ends it: the service is known to answer 500 for single secrets
/// (SECRET-MANAGER §8.1). Thread-safe.
/// </summary>
internal sealed class ServiceFaults
{
    /// <summary>Secrets that may fail with nothing succeeding in between. Each of them has been tried for a while.</summary>
    private const int MaxSecretsInARow = 5;

    private readonly object _sync = new();
    private readonly HashSet<string> _failedInARow = new(StringComparer.Ordinal);
    private ScalewayException? _first;
    private bool _anythingWorked;

    /// <summary>A call was answered.</summary>
    public void AddSuccess()
    {
        lock (_sync)
        {
            _anythingWorked = true;
            _failedInARow.Clear();
        }
    }

    /// <summary>A call about a secret failed; false when that makes it an outage.</summary>
    public bool TryTolerate(string secretId, ScalewayException fault)
    {
        lock (_sync)
        {
            _first ??= fault;
            _failedInARow.Add(secretId);
            return _failedInARow.Count <= MaxSecretsInARow;
        }
    }

    /// <summary>Throws the first fault when no call was answered at all.</summary>
    public void ThrowIfNothingWorked()
    {
        if (_first is not null && !_anythingWorked)
        {
            ExceptionDispatchInfo.Throw(_first);
        }
    }
}
