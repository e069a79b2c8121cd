namespace ScalewayEmulator;

/// <summary>A secret as the emulator holds it.</summary>
public sealed class EmulatedSecret
{
    public required string Id { get; init; }
    public int Sequence { get; init; }
    public required string ProjectId { get; init; }
    public required string Region { get; init; }
    public required string Name { get; set; }
    public required string Path { get; set; }
    public string Status { get; set; } = "ready";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public List<string> Tags { get; set; } = [];
    public string Description { get; set; } = "";
    public bool Managed { get; set; }
    public string Type { get; set; } = "opaque";
    public bool Protected { get; set; }
    public string? TimeToLive { get; set; }
    public bool? ExpiresOnceAccessed { get; set; }
    public string? EphemeralAction { get; set; }
    public List<string> UsedBy { get; set; } = [];
    public DateTimeOffset? DeletionRequestedAt { get; set; }
    public string? KeyId { get; set; }
    public List<EmulatedVersion> Versions { get; } = [];

    /// <summary>The last number given out; numbers are never used again.</summary>
    public int LastRevision { get; set; }

    /// <summary>The highest revision that still exists.</summary>
    public int HighestRevision => Versions.Count == 0 ? 0 : Versions.Max(version => version.Revision);

    /// <summary>Whether the secret has a lifetime policy.</summary>
    public bool IsEphemeral => EphemeralAction is not null;

    /// <summary>Versions that are enabled, disabled or scheduled for deletion.</summary>
    public int VersionCount => Versions.Count(version => version.Status != "deleted");
}
