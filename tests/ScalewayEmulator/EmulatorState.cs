using ScalewayEmulator.Iam;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator;

/// <summary>Everything the emulator knows. Thread-safe.</summary>
public sealed class EmulatorState
{
    private readonly TimeProvider _timeProvider;
    private readonly List<EmulatedSecret> _secrets = [];
    private readonly Dictionary<string, EmulatedSecret> _secretsById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadableSecrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unusableEncryptionKeys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An empty organization.</summary>
    public EmulatorState(TimeProvider? timeProvider = null) => _timeProvider = timeProvider ?? TimeProvider.System;

    /// <summary>Id of the organization; null takes any id a caller names for the one organization there is.</summary>
    public string? OrganizationId { get; set; }

    /// <summary>Secrets an organization may have; null for no limit.</summary>
    public int? SecretQuota { get; set; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionQuota { get; set; } = 20;

    /// <summary>Whether a listing without project and organization is refused with 400. Recordings up to 2024 show an answer for keys of the whole organization; today's behaviour is unknown.</summary>
    public bool RequiresListScope { get; set; }

    /// <summary>Whether permanently deleted versions stay in the list of versions, with the status <c>deleted</c>. The real behaviour is unknown.</summary>
    public bool ListsDeletedVersions { get; set; } = true;

    /// <summary>Every request runs as a whole under this lock.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The clock, cut to the microseconds the service keeps.</summary>
    internal DateTimeOffset Now => Timestamp.ToMicroseconds(_timeProvider.GetUtcNow());

    internal IReadOnlyList<EmulatedSecret> Secrets => _secrets;

    /// <summary>Creates an API key with permission sets on a project (null: the whole organization) and returns the secret key, a UUID.</summary>
    public string AddKey(IReadOnlyCollection<string> permissionSets, string? projectId = null)
    {
        string secretKey = Guid.NewGuid().ToString("D");
        var key = new ApiKey();
        key.Grant(permissionSets, projectId);
        lock (Gate)
        {
            _keys.Add(secretKey, key);
        }

        return secretKey;
    }

    /// <summary>Gives a key more permission sets, on a further project or (null) on the whole organization.</summary>
    public void Grant(string secretKey, IReadOnlyCollection<string> permissionSets, string? projectId = null)
    {
        lock (Gate)
        {
            _keys[secretKey].Grant(permissionSets, projectId);
        }
    }

    /// <summary>Takes all permissions from a key; it still authenticates.</summary>
    public void RevokePermissions(string secretKey)
    {
        lock (Gate)
        {
            _keys[secretKey].RevokeAll();
        }
    }

    /// <summary>Lets a key expire: requests with it are answered 401.</summary>
    public void ExpireKey(string secretKey)
    {
        lock (Gate)
        {
            _keys[secretKey].Expired = true;
        }
    }

    /// <summary>Forgets a key: requests with it are answered 401.</summary>
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
            _unreadableSecrets.Add(secretId);
        }
    }

    /// <summary>Takes back <see cref="DenyAccess"/>.</summary>
    public void AllowAccess(string secretId)
    {
        lock (Gate)
        {
            _unreadableSecrets.Remove(secretId);
        }
    }

    /// <summary>Puts a Key Manager key in a bad state: versions of its secrets can be neither created nor read.</summary>
    public void BreakEncryptionKey(string keyId)
    {
        lock (Gate)
        {
            _unusableEncryptionKeys.Add(keyId);
        }
    }

    /// <summary>Adds a secret, bypassing permissions and quotas.</summary>
    public EmulatedSecret AddSecret(string projectId, string region, string path, string name, Action<EmulatedSecret>? configure = null)
    {
        DateTimeOffset now = Now;
        var secret = new EmulatedSecret
        {
            Id = Guid.NewGuid().ToString("D"),
            ProjectId = projectId,
            Region = region,
            Path = path,
            Name = name,
            CreatedAt = now,
            UpdatedAt = now,
        };
        configure?.Invoke(secret);
        AddSecret(secret);
        return secret;
    }

    /// <summary>Adds a secret with an id of the caller's choice, bypassing permissions and quotas.</summary>
    public void AddSecret(EmulatedSecret secret)
    {
        lock (Gate)
        {
            _secretsById.Add(secret.Id, secret);
            _secrets.Add(secret);
        }
    }

    /// <summary>Adds a version, bypassing permissions and quotas; statuses and dates can be changed on the result.</summary>
    public EmulatedVersion AddVersion(EmulatedSecret secret, byte[] data, Action<EmulatedVersion>? configure = null)
    {
        lock (Gate)
        {
            DateTimeOffset now = Now;
            int revision = secret.NextRevision;
            var version = new EmulatedVersion { Revision = revision, Data = data, CreatedAt = now, UpdatedAt = now };
            secret.StartLifetime(version, now);
            configure?.Invoke(version);
            secret.Versions.Add(version);
            secret.NextRevision = revision + 1;
            return version;
        }
    }

    /// <summary>The secrets of a project and region in order of creation, those scheduled for deletion included.</summary>
    public IReadOnlyList<EmulatedSecret> ListSecrets(string projectId, string region)
    {
        lock (Gate)
        {
            Advance();
            return [.. _secrets.Where(secret => secret.ProjectId == projectId && secret.Region == region)];
        }
    }

    internal EmulatedSecret? FindSecret(string region, string secretId) =>
        _secretsById.TryGetValue(secretId, out EmulatedSecret? secret) && secret.Region == region ? secret : null;

    internal void RemoveSecret(EmulatedSecret secret)
    {
        _secrets.Remove(secret);
        _secretsById.Remove(secret.Id);
    }

    internal ApiKey? FindKey(string secretKey) => _keys.GetValueOrDefault(secretKey);

    internal bool IsAccessDenied(EmulatedSecret secret) => _unreadableSecrets.Contains(secret.Id);

    internal bool IsEncryptionKeyBroken(EmulatedSecret secret) => secret.KeyId is { } keyId && _unusableEncryptionKeys.Contains(keyId);

    /// <summary>Lets everything happen that time alone brings about.</summary>
    internal void Advance()
    {
        DateTimeOffset now = Now;
        foreach (EmulatedSecret gone in _secrets.Where(secret => secret.DeletionRequestedAt + VersionLifecycle.WaitingTime <= now).ToList())
        {
            RemoveSecret(gone);
        }

        foreach (EmulatedSecret secret in _secrets)
        {
            VersionLifecycle.Advance(secret, now);
        }
    }
}
