namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What was written about one directory.</summary>
/// <param name="Summary">Its statistics.</param>
/// <param name="SummaryId">Key of the VFS_SUMMARY blob.</param>
/// <param name="DirpackId">Key of the OBJECT blob of its dirpack.</param>
internal sealed record DirectoryResult(SummaryRecord Summary, Mac SummaryId, Mac DirpackId);
