using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>What to back up and how to label it.</summary>
public sealed record BackupRequest
{
    /// <summary>Project to back up.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Which secrets and versions; a snapshot of a part says that it is one.</summary>
    public SecretSelection Selection { get; init; } = SecretSelection.Everything;

    /// <summary>Name of the snapshot; empty gives <c>scaleway-secret backup of REGION/PROJECT</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>SLA attribute.</summary>
    public string Environment { get; init; } = "";

    /// <summary>SLA attribute.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>Tags of the snapshot.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Job name.</summary>
    public string Job { get; init; } = "";

    /// <summary>Stable id of the source, which retention groups by; empty gives one made of project and region.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Perimeter.</summary>
    public string Perimeter { get; init; } = "";

    /// <summary>Values read at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Accept a listing that is empty or much smaller than the parent snapshot.</summary>
    public bool AllowShrink { get; init; }

    /// <summary>Read versions that one access consumes; it destroys them at the source.</summary>
    public bool IncludeSingleAccess { get; init; }

    /// <summary>Reads everything that the snapshot shares with earlier ones from the store; what is damaged there is read from the source and written anew. A plan that met damage does so anyway.</summary>
    public bool VerifyReused { get; init; }

    /// <summary>What happens to versions that are disabled.</summary>
    public DisabledVersionPolicy DisabledVersions { get; init; } = DisabledVersionPolicy.CarryForward;
}
