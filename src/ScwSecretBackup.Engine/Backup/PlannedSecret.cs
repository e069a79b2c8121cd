using ScwSecretBackup.Engine.Listing;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>A secret of the source and what a backup will do with its versions.</summary>
/// <param name="Source">The secret as it was listed.</param>
/// <param name="Versions">Its versions in ascending order of revision.</param>
internal sealed record PlannedSecret(SourceSecret Source, IReadOnlyList<PlannedVersion> Versions)
{
    /// <summary>Whether the backup destroys a value of this secret at the source by reading it.</summary>
    public bool ConsumesValues => Versions.Any(version => version is { Action: BackupAction.Read, IsSingleAccess: true });
}
