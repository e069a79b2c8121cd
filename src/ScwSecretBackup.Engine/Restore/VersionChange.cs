using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Metadata of a version in the destination that a restore replaces.</summary>
/// <param name="Revision">Revision in the destination.</param>
/// <param name="Status">New status, or null to keep it.</param>
/// <param name="Description">New description, or null to keep it.</param>
public sealed record VersionChange(int Revision, string? Status, string? Description)
{
    /// <summary>Lifetime that an interrupted restore had no time to set, or null to keep it. Saved plans leave it out: it is found again.</summary>
    internal EphemeralProperties? Lifetime { get; init; }
}
