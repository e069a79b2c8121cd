using ScalewayEmulator.Rules;

namespace ScalewayEmulator;

/// <summary>A secret as the emulator holds it.</summary>
public sealed class EmulatedSecret
{
    public required string Id { get; init; }
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

    /// <summary>The number the next version gets. Numbers are never used twice; raise it to leave a gap.</summary>
    public int NextRevision
    {
        get => Math.Max(field, Versions.Select(version => version.Revision).DefaultIfEmpty().Max() + 1);
        set;
    } = 1;

    internal bool IsEphemeral => TimeToLive is not null || ExpiresOnceAccessed is not null || EphemeralAction is not null;

    internal bool IsScheduledForDeletion => DeletionRequestedAt is not null;

    /// <summary>Versions that count against the quota: all but the deleted ones.</summary>
    internal int StoredVersionCount => Versions.Count(version => version.Status != VersionStatus.Deleted);

    internal EmulatedVersion? LatestVersion => Versions.Where(version => version.Status != VersionStatus.Deleted).MaxBy(version => version.Revision);

    internal EmulatedVersion? LatestEnabledVersion => Versions.Where(version => version.Status == VersionStatus.Enabled).MaxBy(version => version.Revision);

    /// <summary>The status the API shows: the versions of a secret scheduled for deletion are scheduled with it, and come back as they were when it is restored.</summary>
    internal string ListedStatus(EmulatedVersion version) =>
        IsScheduledForDeletion && version.Status != VersionStatus.Deleted ? VersionStatus.ScheduledForDeletion : version.Status;

    /// <summary>Gives a version the lifetime that the policy of this secret demands (SECRET-MANAGER §5.4).</summary>
    internal void StartLifetime(EmulatedVersion version, DateTimeOffset now)
    {
        version.ExpiresAt = TimeToLive is { } text ? now + Lifetime.Parse(text, "time_to_live") : null;
        version.ExpiresOnceAccessed = ExpiresOnceAccessed;
        version.EphemeralAction = EphemeralAction;
    }
}
