namespace ScwSecretBackup.Infrastructure;

/// <summary>One project and region that a command backs up.</summary>
/// <param name="Source">The session with it.</param>
/// <param name="SecretIds">The secrets that came through the pipeline, or null where none did.</param>
internal sealed record BackupTarget(ScalewaySession Source, HashSet<string>? SecretIds);
