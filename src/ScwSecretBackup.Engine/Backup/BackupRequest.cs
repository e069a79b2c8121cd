namespace ScwSecretBackup.Engine.Backup;

/// <summary>What to back up and how to label it.</summary>
public sealed record BackupRequest
{
    /// <summary>Project to back up.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Name of the snapshot; empty gives <c>scaleway-secret backup of REGION/PROJECT</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>SLA attribute.</summary>
    public string Environment { get; init; } = "";

    /// <summary>SLA attribute.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>Data set id of the source's own; null for the one that project and region give.</summary>
    public string? Dataset { get; init; }

    /// <summary>Tags of the snapshot.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Job name.</summary>
    public string Job { get; init; } = "";

    /// <summary>Perimeter.</summary>
    public string Perimeter { get; init; } = "";

    /// <summary>Values read at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Accept a listing that is empty or much smaller than the parent snapshot.</summary>
    public bool AllowShrink { get; init; }

    /// <summary>Read versions that one access consumes; it destroys them at the source.</summary>
    public bool IncludeSingleAccess { get; init; }
}
