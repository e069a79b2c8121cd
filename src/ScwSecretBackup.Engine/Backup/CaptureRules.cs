namespace ScwSecretBackup.Engine.Backup;

/// <summary>What the caller accepts and wants where a value can't simply be read.</summary>
/// <param name="IncludeSingleAccess">Whether reading may destroy values.</param>
/// <param name="DisabledVersions">What happens to disabled versions.</param>
internal sealed record CaptureRules(bool IncludeSingleAccess = false, DisabledVersionPolicy DisabledVersions = DisabledVersionPolicy.CarryForward);
