using System.Security.Cryptography;
using ScalewayEmulator.Access;

namespace ScalewayEmulator;

/// <summary>Everything the emulator knows. Thread-safe: requests and seeding take one lock.</summary>
public sealed class EmulatorState
{
    /// <summary>The one organization that all projects and keys belong to.</summary>
    public const string OrganizationId = "00000000-0000-4000-8000-00000000000a";

    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, EmulatedSecret> _secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _denied = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _timeProvider;
    private DateTimeOffset _lastTime;

    internal EmulatorState(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Secrets an organization may have; null for no limit.</summary>
    public int? SecretQuota { get; set; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionQuota { get; set; } = 20;

    /// <summary>Key Manager keys that can't encrypt: creating a secret works, creating a version fails (SECRET-MANAGER §5.6).</summary>
    public ISet<string> UnusableKeyIds { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Held while a request is served, and while anybody looks at the objects.</summary>
    internal Lock Gate { get; } = new();

    internal IEnumerable<EmulatedSecret> AllSecrets => _secrets.Values.OrderBy(secret => secret.Sequence);

    /// <summary>Creates an API key with permission sets on a project (null: the whole organization) and returns the secret key, a UUID.</summary>
    public string AddKey(IReadOnlyCollection<string> permissionSets, string? projectId = null)
    {
        lock (Gate)
        {
            string secretKey = Guid.NewGuid().ToString();
            _keys.Add(secretKey, new ApiKey(secretKey, PermissionSets.ActionsOf(permissionSets), projectId));
            return secretKey;
        }
    }

    /// <summary>Takes a key back: it is unknown from now on.</summary>
    public void RemoveKey(string secretKey)
    {
        lock (Gate)
        {
            _keys.Remove(secretKey);
        }
    }

    /// <summary>Denies "access" on one secret to every key, as an IAM condition would.</summary>
    public void DenyAccess(string secretId)
    {
        lock (Gate)
        {
            _denied.Add(secretId);
        }
    }

    /// <summary>Adds a secret, bypassing permissions and quotas.</summary>
    public EmulatedSecret AddSecret(string projectId, string region, string path, string name, Action<EmulatedSecret>? configure = null)
    {
        lock (Gate)
        {
            DateTimeOffset now = NextTime();
            var secret = new EmulatedSecret
            {
                Id = Guid.NewGuid().ToString(),
                Sequence = _secrets.Count,
                ProjectId = projectId,
                Region = region,
                Path = path,
                Name = name,
                CreatedAt = now,
                UpdatedAt = now,
            };
            configure?.Invoke(secret);
            _secrets.Add(secret.Id, secret);
            return secret;
        }
    }

    /// <summary>Adds a version, bypassing permissions and quotas; statuses and dates can be changed on the result.</summary>
    public EmulatedVersion AddVersion(EmulatedSecret secret, byte[] data, Action<EmulatedVersion>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        lock (Gate)
        {
            DateTimeOffset now = NextTime();
            var version = new EmulatedVersion
            {
                Revision = ++secret.LastRevision,
                Data = data,
                CreatedAt = now,
                UpdatedAt = now,
            };
            if (secret.IsEphemeral)
            {
                version.EphemeralAction = secret.EphemeralAction;
                version.ExpiresOnceAccessed = secret.ExpiresOnceAccessed;
                version.ExpiresAt = Durations.TryParse(secret.TimeToLive, out TimeSpan lifetime) ? now + lifetime : null;
            }

            configure?.Invoke(version);
            secret.Versions.Add(version);
            return version;
        }
    }

    /// <summary>The secrets of a project and region in order of creation, those scheduled for deletion included.</summary>
    public IReadOnlyList<EmulatedSecret> ListSecrets(string projectId, string region)
    {
        lock (Gate)
        {
            return [.. AllSecrets.Where(secret => secret.ProjectId == projectId && secret.Region == region)];
        }
    }

    internal ApiKey? FindKey(string secretKey) => _keys.GetValueOrDefault(secretKey);

    internal EmulatedSecret? FindSecret(string id) => _secrets.GetValueOrDefault(id);

    internal bool IsAccessDenied(string secretId) => _denied.Contains(secretId);

    internal void Erase(EmulatedSecret secret)
    {
        _secrets.Remove(secret.Id);
        secret.Versions.Clear();
    }

    internal EmulatedSecret? FindLive(string projectId, string region, string path, string name) => AllSecrets.FirstOrDefault(secret =>
        secret.DeletionRequestedAt is null && secret.ProjectId == projectId && secret.Region == region && secret.Path == path && secret.Name == name);

    /// <summary>Now in whole microseconds, and later than every time given out before: the service's times tell the order of things.</summary>
    internal DateTimeOffset NextTime()
    {
        DateTimeOffset now = Now();
        _lastTime = now > _lastTime ? now : _lastTime.AddMicroseconds(1);
        return _lastTime;
    }

    /// <summary>Ends versions whose lifetime is over, and erases what has waited seven days.</summary>
    internal void Expire()
    {
        DateTimeOffset now = Now();
        foreach (EmulatedSecret secret in _secrets.Values.ToList())
        {
            if (secret.DeletionRequestedAt is { } requested && requested.AddDays(7) <= now)
            {
                Erase(secret);
                continue;
            }

            secret.Versions.RemoveAll(version => version.DeletionRequestedAt is { } time && time.AddDays(7) <= now);
            foreach (EmulatedVersion version in secret.Versions.Where(v => v.Status == "enabled" && v.ExpiresAt <= now).ToList())
            {
                Consume(secret, version);
            }
        }
    }

    /// <summary>Ends a version as its action says: disabled, or gone for good.</summary>
    internal void Consume(EmulatedSecret secret, EmulatedVersion version)
    {
        if (version.EphemeralAction == "disable")
        {
            version.Status = "disabled";
            version.UpdatedAt = NextTime();
            return;
        }

        CryptographicOperations.ZeroMemory(version.Data);
        secret.Versions.Remove(version);
    }

    private DateTimeOffset Now()
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
