namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>A restore plan as it is kept outside of the process. Holds no value.</summary>
public sealed record SavedPlan
{
    /// <summary>The format this version writes and reads.</summary>
    public const string CurrentFormat = "scw-restore-plan/1";

    /// <summary>Format.</summary>
    public required string Format { get; init; }

    /// <summary>Id of the store.</summary>
    public required Guid StoreId { get; init; }

    /// <summary>Id of the snapshot.</summary>
    public required string Snapshot { get; init; }

    /// <summary>Project of the destination.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Region of the destination.</summary>
    public required string Region { get; init; }

    /// <summary>What the plan was asked for.</summary>
    public required SavedOptions Options { get; init; }

    /// <summary>One item a secret.</summary>
    public required IReadOnlyList<SavedItem> Actions { get; init; }
}
