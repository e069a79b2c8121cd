namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>The options of a saved plan.</summary>
public sealed record SavedOptions
{
    /// <summary>What to do where a secret exists.</summary>
    public ConflictAction ConflictAction { get; init; }

    /// <summary>Folders to folders.</summary>
    public IReadOnlyDictionary<string, string> FolderMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Names to names.</summary>
    public IReadOnlyDictionary<string, string> NameMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags that every secret gets.</summary>
    public IReadOnlyList<string> TagAdd { get; init; } = [];

    /// <summary>Key Manager keys to keys.</summary>
    public IReadOnlyDictionary<string, string> KeyIdMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether keys are dropped.</summary>
    public bool DropKeyId { get; init; }

    /// <summary>Whether secrets are taken back from their deletion.</summary>
    public bool RecoverPendingDeletion { get; init; }

    /// <summary>How values are verified.</summary>
    public RestoreVerification Verify { get; init; } = RestoreVerification.Read;

    /// <summary>Secrets the organization may have, or null.</summary>
    public int? SecretQuota { get; init; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionQuota { get; init; } = ServiceLimits.VersionsPerSecret;
}
