namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a planned item uses of the destination's quotas.</summary>
/// <param name="NewSecrets">Secrets it adds: 0 or 1.</param>
/// <param name="VersionsBefore">Versions of the destination's secret that count now.</param>
/// <param name="VersionsAfter">Versions that will count.</param>
/// <param name="VersionLimit">Versions a secret may have.</param>
public sealed record QuotaUse(int NewSecrets, int VersionsBefore, int VersionsAfter, int VersionLimit);
