namespace ScwSecretBackup.Engine.Restore;

/// <summary>Metadata of a version in the destination that a restore replaces.</summary>
/// <param name="Revision">Revision in the destination.</param>
/// <param name="Status">New status, or null to keep it.</param>
/// <param name="Description">New description, or null to keep it.</param>
public sealed record VersionChange(int Revision, string? Status, string? Description);
