namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore did with one secret.</summary>
public sealed record RestoreItemResult
{
    /// <summary>The plan's item.</summary>
    public required RestorePlanItem Item { get; init; }

    /// <summary>What was done; equal to the plan's action unless <see cref="Error"/> says otherwise.</summary>
    public required RestoreAction Action { get; init; }

    /// <summary>Id of the secret in the destination, or null.</summary>
    public string? TargetId { get; init; }

    /// <summary>Source revision to revision in the destination.</summary>
    public IReadOnlyDictionary<int, int> RevisionMap { get; init; } = new Dictionary<int, int>();

    /// <summary>Fields that came back.</summary>
    public IReadOnlyList<string> FieldsRestored { get; init; } = [];

    /// <summary>Fields that can't come back, each with the reason.</summary>
    public IReadOnlyList<LostField> FieldsLost { get; init; } = [];

    /// <summary>How the values were verified.</summary>
    public RestoreVerification Verification { get; init; }

    /// <summary>The error, or null.</summary>
    public Exception? Error { get; init; }

    /// <summary>Outcome.</summary>
    public RestoreStatus Status => Error is null ? RestoreStatus.Complete : HasWritten ? RestoreStatus.Partial : RestoreStatus.Failed;

    /// <summary>Whether anything was written before the end, good or bad.</summary>
    internal bool HasWritten => FieldsRestored.Count > 0 || RevisionMap.Count > Item.ExistingRevisions.Count;
}
