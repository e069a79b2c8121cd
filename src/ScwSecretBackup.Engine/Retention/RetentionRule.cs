namespace ScwSecretBackup.Engine.Retention;

/// <summary>What is kept of one kind of bucket.</summary>
/// <param name="Period">Kind of bucket.</param>
/// <param name="Last">Only the last so many buckets count, the current one included; 0 for all of them.</param>
/// <param name="Cap">At most so many snapshots of each bucket are kept, the newest; 0 for all of them.</param>
public sealed record RetentionRule(RetentionPeriod Period, int Last, int Cap);
