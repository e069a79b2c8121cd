namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What was written about one directory.</summary>
/// <param name="SummaryId">Key of the VFS_SUMMARY blob.</param>
/// <param name="DirpackId">Key of the OBJECT blob of its dirpack.</param>
internal readonly record struct DirectoryResult(Mac SummaryId, Mac DirpackId);
