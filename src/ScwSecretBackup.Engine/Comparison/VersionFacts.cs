using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>What a comparison sees of one version.</summary>
internal sealed record VersionFacts
{
    /// <summary>Number on its side.</summary>
    public required int Revision { get; init; }

    /// <summary>Status; a version that waits for its deletion says so.</summary>
    public required string Status { get; init; }

    /// <summary>Description; null and empty are the same.</summary>
    public string Description { get; init; } = "";

    /// <summary>Creation time.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Lifetime, or null.</summary>
    public EphemeralProperties? Lifetime { get; init; }

    /// <summary>Gone, or waiting for its deletion: no part of what the secret holds.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Whether it can be the value in force.</summary>
    public bool IsEnabled => !IsLeaving && Status == VersionStatus.Enabled;

    /// <summary>The facts of a version of either side.</summary>
    public static VersionFacts Of(SecretVersion version) => new()
    {
        Revision = version.Revision,
        Status = VersionStatus.IsScheduled(version) ? VersionStatus.ScheduledForDeletion : version.Status,
        Description = version.Description ?? "",
        CreatedAt = version.CreatedAt,
        Lifetime = version.EphemeralProperties,
        IsLeaving = VersionStatus.IsScheduled(version) || VersionStatus.IsDeleted(version),
    };
}
