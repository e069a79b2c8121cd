using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What to restore and where.</summary>
public sealed record RestoreRequest
{
    /// <summary>Snapshot to restore from.</summary>
    public required SnapshotHeader Snapshot { get; init; }

    /// <summary>Project to restore into; the region is the client's.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What to do where a secret exists.</summary>
    public ConflictAction ConflictAction { get; init; } = ConflictAction.Fail;

    /// <summary>Source ids of the secrets to restore; null for all.</summary>
    public IReadOnlySet<string>? SecretIds { get; init; }

    /// <summary>Drop the Key Manager key of secrets that have one; otherwise such a secret is refused in another region (SECRET-MANAGER §5.6).</summary>
    public bool DropKeyId { get; init; }

    /// <summary>Secrets restored at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
