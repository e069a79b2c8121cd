namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>One secret of a saved plan.</summary>
public sealed record SavedItem
{
    /// <summary>What the plan does with it.</summary>
    public required RestoreAction Action { get; init; }

    /// <summary>Folder in the destination.</summary>
    public required string Folder { get; init; }

    /// <summary>Name in the destination.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the secret in the snapshot.</summary>
    public required string SecretId { get; init; }

    /// <summary>Id of the destination's secret, or null.</summary>
    public string? TargetId { get; init; }

    /// <summary>Revisions that were chosen.</summary>
    public IReadOnlyList<int> SourceRevisions { get; init; } = [];

    /// <summary>Whether they were chosen by number, so that the newest of them ends as the newest.</summary>
    public bool RestoresNewest { get; init; }

    /// <summary>Revisions to write.</summary>
    public IReadOnlyList<int> Revisions { get; init; } = [];

    /// <summary>Revisions the destination's secret had.</summary>
    public IReadOnlyList<int> TargetRevisions { get; init; } = [];

    /// <summary>Metadata to set.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Metadata of versions to set.</summary>
    public IReadOnlyList<VersionChange> VersionChanges { get; init; } = [];

    /// <summary>State of the destination's secret.</summary>
    public string DestinationFingerprint { get; init; } = "";

    /// <summary>Whether it changes the destination.</summary>
    public bool Writes => Action is RestoreAction.Create or RestoreAction.NewVersion or RestoreAction.Update or RestoreAction.Recover;
}
