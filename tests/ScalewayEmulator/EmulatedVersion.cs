namespace ScalewayEmulator;

/// <summary>A version as the emulator holds it.</summary>
public sealed class EmulatedVersion
{
    public required int Revision { get; init; }
    public required byte[] Data { get; set; }
    public string Status { get; set; } = "enabled";

    /// <summary>The status that restoring brings back; null counts as enabled.</summary>
    public string? StatusBeforeDeletion { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public DateTimeOffset? DeletionRequestedAt { get; set; }
    public string Description { get; set; } = "";
    public uint? DataCrc32 { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public bool? ExpiresOnceAccessed { get; set; }
    public string? EphemeralAction { get; set; }

    internal bool IsEphemeral => ExpiresAt is not null || ExpiresOnceAccessed is not null || EphemeralAction is not null;
}
