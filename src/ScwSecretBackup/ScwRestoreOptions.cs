using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup;

/// <summary>What a restore plan was asked for.</summary>
public sealed class ScwRestoreOptions
{
    internal ScwRestoreOptions(RestoreRequest request)
    {
        ConflictAction = request.ConflictAction;
        FolderMap = new Dictionary<string, string>(request.FolderMap);
        NameMap = new Dictionary<string, string>(request.NameMap);
        TagAdd = request.TagAdd.ToArray();
        KeyIdMap = new Dictionary<string, string>(request.KeyIdMap);
        DropKeyId = request.DropKeyId;
        RecoverPendingDeletion = request.RecoverPendingDeletion;
        Verify = request.Verify;
        SecretQuota = request.SecretQuota;
        VersionQuota = request.VersionQuota;
        Selection = request.Selection.ToString();
    }

    /// <summary>What to do where a secret exists.</summary>
    public ConflictAction ConflictAction { get; }

    /// <summary>Folders to folders.</summary>
    public IReadOnlyDictionary<string, string> FolderMap { get; }

    /// <summary>Names to names.</summary>
    public IReadOnlyDictionary<string, string> NameMap { get; }

    /// <summary>Tags that every secret gets after its own.</summary>
    public IReadOnlyList<string> TagAdd { get; }

    /// <summary>Key Manager keys to keys.</summary>
    public IReadOnlyDictionary<string, string> KeyIdMap { get; }

    /// <summary>Whether keys are dropped.</summary>
    public bool DropKeyId { get; }

    /// <summary>Whether secrets are taken back from their deletion.</summary>
    public bool RecoverPendingDeletion { get; }

    /// <summary>How written values are verified.</summary>
    public RestoreVerification Verify { get; }

    /// <summary>Secrets the organization may have, as it was asked for, or null.</summary>
    public int? SecretQuota { get; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionQuota { get; }

    /// <summary>What of the snapshot was selected, for people.</summary>
    public string Selection { get; }

    /// <summary>Conflict action and selection.</summary>
    public override string ToString() => $"{ConflictAction}, selection {Selection}";
}
